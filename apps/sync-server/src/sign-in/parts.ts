import { html } from 'hono/html'
import type { SafeHtml } from '../page/plain-page.ts'

/** The block that somebody wanted; `keepPlace` fills it in, because what stands behind # reaches no server by itself. */
export const blockPart: SafeHtml = html`<input type="hidden" name="at" value="">`

/** Puts the block of the address into every form of the page. */
export const keepPlace = `for(const at of document.querySelectorAll('[name=at]'))at.value=location.hash`

/** Where a form leads afterwards. */
export const place = (returnTo: string): SafeHtml =>
  html`<input type="hidden" name="to" value="${returnTo}">${blockPart}`

/** What went wrong, in a sentence. */
export const problemPart = (sentence: string | undefined): SafeHtml | '' =>
  sentence === undefined ? '' : html`<p class="error" role="alert">${sentence}</p>`

/** What is wrong with a field, below it; the field names it by `describedBy`. */
export const fieldProblem = (field: string, sentence: string | undefined): SafeHtml | '' =>
  sentence === undefined ? '' : html`<p class="error" id="${field}-problem" role="alert">${sentence}</p>`

/** The attributes of a field that something is wrong with. */
export const wrongField = (field: string, sentence: string | undefined): SafeHtml | '' =>
  sentence === undefined ? '' : html` aria-invalid="true" aria-describedby="${field}-problem"`
