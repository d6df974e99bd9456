import { html } from 'hono/html'
import type { SafeHtml } from '../page/plain-page.ts'

/** Where a form leads afterwards; a script adds the block, which stands behind # and reaches no server by itself. */
export const place = (returnTo: string): SafeHtml =>
  html`<input type="hidden" name="to" value="${returnTo}"><input type="hidden" name="at" value="">`

/** What went wrong, in a sentence. */
export const problemPart = (sentence: string | undefined): SafeHtml | '' =>
  sentence === undefined ? '' : html`<p class="error" role="alert">${sentence}</p>`
