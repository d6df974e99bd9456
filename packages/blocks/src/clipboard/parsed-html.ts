/** What the browser's factory of trusted values gives for HTML; the library of TypeScript leaves it out. */
interface HtmlPolicy {
  createHTML(html: string): string
}
interface TrustedTypes {
  createPolicy(name: string, rules: HtmlPolicy): HtmlPolicy
}

let policy: HtmlPolicy | undefined

/**
 * HTML as a page of its own in which nothing runs and nothing is fetched. It is the one place of ours where HTML is
 * parsed: pages refuse it elsewhere, by the names of policies in their Content-Security-Policy (`page/shell.ts` of the
 * server, the editor's service worker).
 */
export function parsedHtml(html: string): Document {
  policy ??= policyOf({ createHTML: (typed) => typed })
  return new DOMParser().parseFromString(policy.createHTML(html), 'text/html')
}

const policyOf = (rules: HtmlPolicy): HtmlPolicy =>
  (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('concord-parser', rules) ?? rules
