import { html } from 'hono/html'
import { plainPage } from '../page/plain-page.ts'
import { words } from '../words.ts'

const say = words.asking

/** Where there is nothing for this person: whom to ask, and a button that asks. The same whether there is a plan or not. */
export const nothingForYouPage = (mail: string, action: string) =>
  plainPage({
    title: say.title,
    status: 404,
    body: html`<h1>${words.errors.notFound}</h1><p class="quiet">${say.intro(mail)}</p>
<form method="post" action="${action}"><button>${say.button}</button></form>
<p class="help small">${say.seen(mail)}</p><p><a href="/">${words.page.home}</a></p>`,
  })

/** After asking, however that went. */
export const askedPage = (mail: string) =>
  plainPage({
    title: say.askedTitle,
    body: html`<h1>${say.askedTitle}</h1><p>${say.asked(mail)}</p><p><a href="/">${words.page.home}</a></p>`,
  })

/** Somebody asks and asks. */
export const askedTooOftenPage = () =>
  plainPage({
    title: say.title,
    status: 429,
    body: html`<h1>${say.tooOften}</h1><p><a href="/">${words.page.home}</a></p>`,
  })
