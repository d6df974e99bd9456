import { isIP } from 'node:net'
import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import MailComposer from 'nodemailer/lib/mail-composer/index.js'
import { Refusal } from '../http/refusal.ts'
import { plainPage } from '../page/plain-page.ts'
import type { Store } from '../store/store.ts'
import { words } from '../words.ts'
import type { Mailer } from './mailer.ts'

const MOST = 100

/**
 * The mails of a Concord without a mail server, for whoever sits at its machine: asked over loopback and under a
 * loopback name, so that neither a proxy nor a foreign name that leads here shows them. `isPublic` closes it: a proxy
 * on this machine may ask under a loopback name and say nothing of whom it asks for, and mails hold sign-in codes.
 */
export function outboxRoutes(store: Store, mailer: Mailer, isPublic: boolean): Hono {
  const app = new Hono()

  app.use(async (c, next) => {
    if (isPublic || mailer.sends || !isHere(c)) throw new Refusal('notFound')
    await next()
  })

  app.get('/', async () => {
    const mails = await store.records.outboxMails(MOST)
    const say = words.outbox
    return plainPage({
      title: say.title,
      body: html`<h1>${say.title}</h1><p class="quiet">${say.intro}</p>${mails.length === 0 ? html`<p>${say.empty}</p>` : ''}
<ul>${mails.map((mail) => html`<li class="help"><p><b>${mail.subject}</b><br><span class="small">${say.to(mail.recipient)} · <time datetime="${new Date(mail.at).toISOString()}">${new Date(mail.at).toUTCString()}</time> · ${say.states[mail.state]}${mail.failure ? ` (${mail.failure})` : ''}</span></p>${linked(mail.text)}<p class="small"><a href="/outbox/${mail.id}.eml">${say.file}</a></p></li>`)}</ul>`,
    })
  })

  app.get('/:file{[a-zA-Z0-9]{12}\\.eml}', async (c) => {
    const mail = await store.records.mailById(c.req.param('file').slice(0, -'.eml'.length))
    if (!mail) throw new Refusal('notFound')
    const bytes = await new MailComposer(mailer.message(mail)).compile().build()
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': 'message/rfc822',
        'content-disposition': `attachment; filename="${mail.id}.eml"`,
        'cache-control': 'private, no-store',
      },
    })
  })
  return app
}

/** The words of a mail with addresses that can be pressed. */
const linked = (text: string) =>
  text
    .split('\n\n')
    .map(
      (part) =>
        html`<p>${part
          .split(/(https?:\/\/\S+)/)
          .map((piece) => (/^https?:\/\//.test(piece) ? html`<a href="${piece}">${piece}</a>` : piece))}</p>`,
    )

function isHere(c: Context): boolean {
  const from =
    (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming?.socket?.remoteAddress ?? ''
  const name = URL.parse(`http://${c.req.header('host') ?? ''}`)?.hostname ?? ''
  const isLoopbackAddress = isIP(from) > 0 && (/^(::ffff:)?127\./.test(from) || from === '::1')
  const isForwarded = c.req.header('x-forwarded-for') !== undefined || c.req.header('forwarded') !== undefined
  return isLoopbackAddress && !isForwarded && ['localhost', '127.0.0.1', '[::1]'].includes(name)
}
