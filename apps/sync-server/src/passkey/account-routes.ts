import { type Context, Hono } from 'hono'
import { signInFirst } from '../account/sign-in-first.ts'
import { originOf } from '../audit/origin.ts'
import type { Clock } from '../clock.ts'
import { formOf, plainForms } from '../http/form.ts'
import { Refusal } from '../http/refusal.ts'
import type { Mailer } from '../mail/mailer.ts'
import { isFresh } from '../session/is-fresh.ts'
import type { Session, Sessions } from '../session/sessions.ts'
import type { AskBrowser } from '../sign-in/ask-browser.ts'
import type { Store } from '../store/store.ts'
import { addedLetter } from './letters.ts'
import type { Passkeys } from './passkeys.ts'

export interface AccountPasskeyParts {
  readonly store: Store
  readonly sessions: Sessions
  readonly passkeys: Passkeys
  readonly mailer: Mailer
  readonly askBrowser: AskBrowser
  readonly clock: Clock
  /** Where people reach Concord. */
  readonly url: string
  readonly isOurOrigin: (origin: string, host: string | undefined) => boolean
}

/** `/account/passkeys`: a person's own passkeys are added, after a fresh proof, and removed. */
export function accountPasskeyRoutes(parts: AccountPasskeyParts): Hono {
  const { store, sessions, passkeys, mailer, askBrowser, clock, url } = parts
  const app = new Hono()
  const done = (c: Context, what: string) => c.redirect(`/account?done=${what}#passkeys`, 303)

  app.use(...plainForms(parts.isOurOrigin))

  app.post('/challenge', async (c) => {
    const session = await mustBeFresh(c)
    const person = await store.records.personById(session.person)
    if (!person || !passkeys.worksAt(c.req.header('host'))) throw new Refusal('notFound')
    const browser = askBrowser.of(c) ?? askBrowser.fresh()
    c.header('set-cookie', askBrowser.cookie(browser))
    c.header('cache-control', 'no-store')
    return c.json(await passkeys.invite(person, browser))
  })

  app.post('/', async (c) => {
    const { made = '', name = '' } = await formOf(c)
    const session = await mustBeFresh(c)
    const { device } = originOf(c)
    const outcome = await passkeys.add(session.person, made, name.trim() || device, askBrowser.of(c) ?? '')
    if (outcome === 'refused') return done(c, 'passkeyRefused')
    if (outcome === 'tooMany') return done(c, 'passkeyTooMany')
    const person = await store.records.personById(session.person)
    // Whoever added it behind its owner's back could come in for good: the owner hears of it where he is sure to look.
    if (person?.mail) await mailer.post(person.mail, addedLetter(name.trim() || device, device, `${url}/account`))
    return done(c, 'passkeyAdded')
  })

  app.post('/remove', async (c) => {
    const { passkey = '' } = await formOf(c)
    const session = await sessions.find(c.req.header('cookie'))
    if (!session) return signInFirst()
    await store.records.removePasskey(session.person, passkey)
    return done(c, 'passkeyRemoved')
  })

  async function mustBeFresh(c: Context): Promise<Session> {
    const session = await sessions.find(c.req.header('cookie'))
    if (!session || !isFresh(session, clock.now())) throw new Refusal('signInNeeded')
    return session
  }

  return app
}
