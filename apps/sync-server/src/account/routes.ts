import { type Context, Hono } from 'hono'
import { originOf } from '../audit/origin.ts'
import { formOf, plainForms } from '../http/form.ts'
import { type AccountPasskeyParts, accountPasskeyRoutes } from '../passkey/account-routes.ts'
import { isFresh } from '../session/is-fresh.ts'
import type { Session } from '../session/sessions.ts'
import { words } from '../words.ts'
import { accountPage } from './page.ts'
import type { Adding } from './passkeys-part.ts'
import { signInFirst } from './sign-in-first.ts'

/** What the page may say was just done, by the word that stands in its address. */
const done: ReadonlyMap<string | undefined, string> = new Map(Object.entries(words.account.done))

/** The start of a session's hash tells a person's sessions apart, and opens none of them. */
const nameOf = (hash: string) => hash.slice(0, 16)

/** `/account`: who one is here, and every session, to see and to end. Plain forms; GET changes nothing. */
export function accountRoutes(parts: AccountPasskeyParts): Hono {
  const { store, sessions, passkeys, clock } = parts
  const app = new Hono()

  app.use(...plainForms(parts.isOurOrigin))

  app.route('/passkeys', accountPasskeyRoutes(parts))

  app.get('/', async (c) => {
    const session = await sessions.find(c.req.header('cookie'))
    const person = session && (await store.records.personById(session.person))
    if (!session || !person) return signInFirst()
    const [own, links, added] = await Promise.all([
      sessions.of(person.id),
      linksOf(c, session),
      store.records.passkeysOf(person.id),
    ])
    return accountPage({
      person,
      sessions: own.map(({ hash, ...each }) => ({ ...each, name: nameOf(hash), isThis: hash === session.hash })),
      links: links.map(({ hash, ...each }) => ({ ...each, name: nameOf(hash) })),
      passkeys: added,
      adding: addingFor(c, session, person.mail),
      done: done.get(c.req.query('done')),
    })
  })

  app.post('/end', async (c) => {
    const form = await formOf(c)
    const session = await sessions.find(c.req.header('cookie'))
    if (!session) return signInFirst()
    const isMeant = ({ hash }: { hash: string }) => nameOf(hash) === form.session
    const own = (await sessions.of(session.person)).find(isMeant)
    const link = (await linksOf(c, session)).find(isMeant)
    if (own) await sessions.endOne(own.hash)
    if (link) await sessions.links.endOne(link.hash)
    return c.redirect('/account?done=ended', 303)
  })

  app.post('/end-others', async (c) => {
    const session = await sessions.find(c.req.header('cookie'))
    if (!session) return signInFirst()
    await sessions.endOf(session.person, { session, cookies: c.req.header('cookie') })
    return c.redirect('/account?done=othersEnded', 303)
  })

  function addingFor(c: Context, session: Session, mail: string | null): Adding {
    if (!passkeys.worksAt(c.req.header('host'))) return { step: 'elsewhere', url: passkeys.place }
    if (!isFresh(session, clock.now())) return { step: 'prove', mail }
    return { step: 'make', device: originOf(c).device }
  }

  const linksOf = (c: Context, { person }: Session) => sessions.links.openedBy(person, c.req.header('cookie'))

  return app
}
