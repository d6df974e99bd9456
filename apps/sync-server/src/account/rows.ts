import { html } from 'hono/html'
import { dayWords } from '../page/day-words.ts'
import type { SafeHtml } from '../page/plain-page.ts'
import { words } from '../words.ts'

/** One way in: what it is, more of it in small letters, and what ends it. */
export const row = (what: string, more: SafeHtml, act: SafeHtml): SafeHtml =>
  html`<li><div><b>${what}</b><span class="small">${more}</span></div>${act}</li>`

export const day = (at: number): SafeHtml => html`<time datetime="${new Date(at).toISOString()}">${dayWords(at)}</time>`

export const lastUsed = (at: number): SafeHtml => html`${words.account.lastUsed} ${day(at)}`

/** A button that is a form of its own; `label` says which one it is where several look alike. */
export const button = (
  action: string,
  fields: Readonly<Record<string, string>>,
  text: string,
  label?: string,
): SafeHtml =>
  html`<form method="post" action="${action}">${Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )}<button class="other"${label ? html` aria-label="${label}"` : ''}>${text}</button></form>`
