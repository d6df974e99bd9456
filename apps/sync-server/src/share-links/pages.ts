import { html } from 'hono/html'
import { type PlainPage, plainPage } from '../page/plain-page.ts'
import { blockPart, fieldProblem, keepPlace, problemPart, wrongField } from '../sign-in/parts.ts'
import { words } from '../words.ts'

const say = words.link

interface Opening {
  /** What opening it takes first; nothing is said of the plan. */
  readonly needs: 'nothing' | 'password' | 'address'
  readonly problem?: string
  /** What is wrong with the password. */
  readonly passwordProblem?: string
  readonly status?: number
  readonly head?: PlainPage['head']
}

/**
 * Where a share link leads: one neutral page with one button, because scanners and previews open links. The form posts
 * to this very address, so that a browser keeps the block behind # without a script too.
 */
export const openLinkPage = ({ needs, problem, passwordProblem, status, head }: Opening) =>
  plainPage({
    title: say.title,
    status: status ?? 200,
    script: keepPlace,
    ...(head && { head }),
    body: html`<h1>${say.title}</h1><p class="quiet">${needs === 'address' ? say.introAddress : say.intro}</p>${problemPart(problem)}
<form method="post" novalidate>${blockPart}${
      needs === 'password'
        ? html`<label for="password">${say.password}</label><input id="password" name="password" type="password" autocomplete="off" required maxlength="1000"${wrongField('password', passwordProblem)} autofocus>${fieldProblem('password', passwordProblem)}`
        : ''
    }<button>${say.open}</button></form>
<p class="help small">${say.once}</p>`,
  })

/** A link that was ended, has expired, was cut short or never was: always the same words. */
export const linkOverPage = () =>
  plainPage({
    title: say.overTitle,
    status: 404,
    body: html`<h1>${say.overTitle}</h1><p>${say.over}</p><p><a href="/">${words.page.home}</a></p>`,
  })

/** Whoever is signed in is not one of those the link is for. */
export const notForYouPage = (mail: string) =>
  plainPage({
    title: say.notForYouTitle,
    status: 403,
    body: html`<h1>${say.notForYouTitle}</h1><p>${say.notForYou(mail)}</p>
<form method="post" action="/l/ask"><button>${words.asking.button}</button></form>
<p class="help small">${words.asking.seen(mail)}</p><p><a href="/sign-in?to=/l">${words.signIn.anotherAddress}</a></p>`,
  })
