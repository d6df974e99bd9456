import { html } from 'hono/html'
import { type PlainPage, plainPage } from '../page/plain-page.ts'
import { words } from '../words.ts'

const say = words.link

/** The block that somebody wanted stands behind #; the form posts to this very address, so a browser keeps it there. */
const keepPlace = `const at=document.querySelector('[name=at]');if(at)at.value=location.hash`

interface Opening {
  /** What opening it takes first; nothing is said of the plan. */
  readonly needs: 'nothing' | 'password' | 'address'
  readonly problem?: string
  readonly status?: number
  readonly head?: PlainPage['head']
}

/** Where a share link leads: one neutral page with one button, because scanners and previews open links. */
export const openLinkPage = ({ needs, problem, status, head }: Opening) =>
  plainPage({
    title: say.title,
    status: status ?? 200,
    script: keepPlace,
    ...(head && { head }),
    body: html`<h1>${say.title}</h1><p class="quiet">${needs === 'address' ? say.introAddress : say.intro}</p>${
      problem ? html`<p class="error" role="alert">${problem}</p>` : ''
    }
<form method="post"><input type="hidden" name="at" value="">${
      needs === 'password'
        ? html`<label for="password">${say.password}</label><input id="password" name="password" type="password" autocomplete="off" required maxlength="200"${problem ? html` aria-invalid="true"` : ''} autofocus>`
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
