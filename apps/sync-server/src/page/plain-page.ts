import { randomBytes } from 'node:crypto'
import { type ErrorCode, errorTable } from '@concord/schema'
import { html, raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import { words } from '../words.ts'
import { dayWords } from './day-words.ts'
import { pressOnce } from './press-once.ts'

/** Safe HTML, made by the `html` template of hono: whatever is put into it is escaped. */
export type SafeHtml = HtmlEscapedString | Promise<HtmlEscapedString>

export interface PlainPage {
  readonly title: string
  readonly body: SafeHtml
  readonly status?: number
  /** More style, for a page that looks unlike a form. */
  readonly look?: string
  /** Class of the page's column. */
  readonly layout?: string
  /** Runs with the page's nonce; the page must do without it. */
  readonly script?: string
  /** More for the head, such as what a preview shows. */
  readonly head?: SafeHtml
  /** `Set-Cookie` values. */
  readonly cookies?: readonly string[]
}

/** The look of pages that stand before the editor: no web font, no React, a few kilobytes. */
const look = `
:root{color-scheme:light dark;--page:#fbfaf8;--sheet:#fff;--hairline:#d9dde3;--control:#868e9b;--ink:#1b1f26;--ink-2:#4a5361;--accent:#1f5fbf;--accent-ink:#fff;--off:#9b1c1c;--tint:#f4f3ef}
@media(prefers-color-scheme:dark){:root{--page:#14171c;--sheet:#1a1e25;--hairline:#333a45;--control:#727c8a;--ink:#e8eaee;--ink-2:#b2bac6;--accent:#7fb2ff;--accent-ink:#14171c;--off:#f2594b;--tint:#20252d}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:400 16px/24px Inter,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
main{width:min(368px,100% - 32px);margin:0 auto;padding:72px 0 48px}
@media(max-width:480px){main{padding-top:32px}}
.brand{display:flex;align-items:center;gap:8px;margin:0 0 56px;font-weight:650}
.brand svg{width:32px;height:32px;margin:0 0 0 -5px;fill:none;stroke:currentColor;stroke-width:2}
.brand .both{fill:var(--accent);stroke:none}
h1,p{text-wrap:pretty}
h1{margin:0 0 8px;font-size:24px;line-height:32px;font-weight:650;letter-spacing:-.01em}
p{margin:0 0 16px}
.quiet{color:var(--ink-2)}
small,.small{font-size:13px;line-height:18px;color:var(--ink-2)}
label{display:block;margin:0 0 4px;font-size:14px;line-height:20px;font-weight:550}
input{width:100%;height:44px;padding:0 12px;border:1px solid var(--control);border-radius:6px;background:var(--sheet);color:var(--ink);font:inherit}
input[aria-invalid=true]{border-color:var(--off)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
button,.button{display:block;width:100%;min-height:44px;margin:16px 0 0;padding:10px 16px;border:1px solid var(--accent);border-radius:6px;background:var(--accent);color:var(--accent-ink);font:inherit;font-weight:550;text-align:center;text-decoration:none;cursor:pointer}
button.other{border-color:var(--control);background:var(--sheet);color:var(--ink)}
button.link{width:auto;min-height:24px;margin:0;padding:2px 0;border:0;background:none;color:var(--accent)}
button:disabled,button[aria-busy]{opacity:.6;cursor:default}
a{color:var(--accent)}
@media(pointer:coarse){p>a:only-child{display:inline-block;padding:13px 0;margin:-13px 0}}
.error{margin:0 0 16px;padding:12px;border:1px solid var(--off);border-radius:6px;background:var(--sheet)}
input+.error{margin:8px 0 0;padding:0;border:0;background:none;color:var(--off);font-size:14px;line-height:20px}
.code{--cell:calc(min(368px,100vw - 32px)/6);height:56px;padding:0 0 0 calc((var(--cell) - 1ch)/2);background:repeating-linear-gradient(90deg,transparent 0 calc(var(--cell) - 1px),var(--hairline) calc(var(--cell) - 1px) var(--cell)) var(--sheet);font-size:24px;font-family:ui-monospace,"SF Mono",Consolas,"DejaVu Sans Mono",monospace;letter-spacing:calc(var(--cell) - 1ch)}
.code~.small{margin:8px 0 0}
.row{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:baseline;gap:0 16px;margin:8px 0 0}
.help{margin:40px 0 0;padding:16px 0 0;border-top:1px solid var(--hairline)}
.help b{font-weight:550}
.help+p{margin-top:16px}
h1+.help{margin-top:0;padding-top:0;border:0}
ul{margin:0;padding:0;list-style:none}
@media(pointer:coarse){button.link,div.row a{display:inline-flex;align-items:center;min-height:44px}}`

const brand = raw(
  '<p class="brand"><svg viewBox="0 0 32 32" aria-hidden="true"><path class="both" d="M18.5 10.2v11.6a6.5 6.5 0 0 1 0-11.6z"/><rect x="5.5" y="9" width="14" height="14" rx="2.5"/><circle cx="20.5" cy="16" r="7"/></svg>Concord</p>',
)

/** Answers a page of our own that works without JavaScript and lets nothing from elsewhere in. */
export async function plainPage({
  title,
  body,
  status = 200,
  script,
  head,
  look: more = '',
  layout = '',
  cookies = [],
}: PlainPage): Promise<Response> {
  const nonce = randomBytes(16).toString('base64')
  const inside = await body
  const scripts = [String(inside).includes('<form method="post"') ? pressOnce : '', script ?? ''].filter(Boolean)
  const page =
    await html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><meta name="color-scheme" content="light dark"><title>${title} · Concord</title><link rel="icon" href="/favicon.svg" type="image/svg+xml">${head ?? ''}<style nonce="${nonce}">${raw(look + more)}</style></head><body><main class="${layout}">${brand}${inside}</main>${scripts.length > 0 ? html`<script nonce="${nonce}">${raw(scripts.join(';'))}</script>` : ''}</body></html>`
  const headers = new Headers({
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': [
      "default-src 'none'",
      `style-src 'nonce-${nonce}'`,
      `script-src 'nonce-${nonce}'`,
      "img-src 'self'",
      "connect-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ].join('; '),
    'cache-control': 'private, no-store',
  })
  for (const cookie of cookies) headers.append('set-cookie', cookie)
  return new Response(String(page), { status, headers })
}

/** Says in a sentence why there is nothing to open. */
export const sentencePage = (code: ErrorCode): Promise<Response> =>
  plainPage({
    title: words.page.name,
    status: errorTable[code].http,
    body: html`<h1>${words.errors[code]}</h1><p><a href="/">${words.page.home}</a></p>`,
  })

/** What Members of a deleted plan find behind its links. */
export const deletedPage = (until: number): Promise<Response> =>
  plainPage({
    title: words.deleted.title,
    status: errorTable.notFound.http,
    body: html`<h1>${words.deleted.title}</h1><p>${words.deleted.until(dayWords(until))}</p><p><a href="/plans?show=deleted">${words.page.home}</a></p>`,
  })
