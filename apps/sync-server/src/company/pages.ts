import { html } from 'hono/html'
import { plainPage } from '../page/plain-page.ts'
import { place, problemPart } from '../sign-in/parts.ts'
import { words } from '../words.ts'

const say = words.signIn

interface Choosing {
  readonly company: string
  readonly mail: string
  readonly returnTo: string
  /** Id of the invitation whose button was pressed. */
  readonly invitation: string | null
  readonly problem?: string
  readonly status?: number
}

/** Whose mail domain has a sign-in of its own: that first, the mail second. Which domains have is no secret. */
export const companyPage = ({ company, mail, returnTo, invitation, problem, status = 200 }: Choosing) => {
  const kept = html`<input type="hidden" name="mail" value="${mail}">${place(returnTo)}${invitation === null ? '' : html`<input type="hidden" name="invitation" value="${invitation}">`}`
  return plainPage({
    title: say.title,
    status,
    body: html`<h1>${say.title}</h1><p class="quiet">${say.company(mail, company)}</p>${problemPart(problem)}
<form method="post" action="/sign-in/oidc">${kept}<button autofocus>${say.continueWith(company)}</button></form>
<form method="post" action="/sign-in"><input type="hidden" name="by" value="mail">${kept}<button class="other">${say.send}</button></form>
<p class="row"><a href="/sign-in?to=${encodeURIComponent(returnTo)}">${say.anotherAddress}</a></p>`,
  })
}

/**
 * Leads to the company. No redirect: browsers refuse one that follows a form to another site, and which further sites
 * a company's sign-in passes through nobody here knows.
 */
export const leavingPage = (company: string, href: string, cookies: readonly string[]) =>
  plainPage({
    title: say.title,
    cookies,
    head: html`<meta http-equiv="refresh" content="0;url=${href}">`,
    body: html`<h1>${say.leaving(company)}</h1><p class="quiet">${say.leavingHint}</p><p><a class="button" href="${href}">${say.continueWith(company)}</a></p>`,
  })
