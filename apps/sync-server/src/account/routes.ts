import { type Context, Hono } from 'hono'
import { formOf, plainForms } from '../http/form.ts'
import { Refusal } from '../http/refusal.ts'
import type { Session, Sessions } from '../session/sessions.ts'
import { askPage } from '../sign-in/pages.ts'
import type { Store } from '../store/store.ts'
import { words } from '../words.ts'
import { accountPage } from './page.ts'

export interface AccountParts {
  readonly store: Store
  readonly sessions: Sessions
  readonly isOurOrigin: (origin: string, host: string | undefined) => boolean
}

/** What the page may say was just done, by the word that stands in its address. */
const done: ReadonlyMap<string | undefined, string> = new Map(Object.entries(words.account.done))

/** The start of a session's hash tells a person's sessions apart, and opens none of them. */
const nameOf = (hash: string) => hash.slice(0, 16)

/** `/account`: who one is here, and every session, to see and to end. Plain forms; GET changes nothing. */
export function accountRoutes({ store, sessions, isOurOrigin }: AccountParts): Hono {
  const app = new Hono()

  app.use(...plainForms(isOurOrigin))

  app.get('/', async (c) => {
    const session = await sessions.find(c.req.header('cookie'))
    const person = session && (await store.records.personById(session.person))
    if (!session || !person) return askPage({ returnTo: '/account', reason: words.account.signInFirst, status: 401 })
    const [own, links] = await Promise.all([sessions.of(person.id), linksOf(c, session)])
    return accountPage({
      person,
      sessions: own.map(({ hash, ...each }) => ({ ...each, name: nameOf(hash), isThis: hash === session.hash })),
      links: links.map(({ hash, ...each }) => ({ ...each, name: nameOf(hash) })),
      done: done.get(c.req.query('done')),
    })
  })

  app.post('/end', async (c) => {
    const form = await formOf(c)
    const session = await mustBeSignedIn(c)
    const isMeant = ({ hash }: { hash: string }) => nameOf(hash) === form.session
    const own = (await sessions.of(session.person)).find(isMeant)
    const link = (await linksOf(c, session)).find(isMeant)
    if (own) await sessions.endOne(own.hash)
    if (link) await sessions.links.endOne(link.hash)
    return c.redirect('/account?done=ended', 303)
  })

  app.post('/end-others', async (c) => {
    const session = await mustBeSignedIn(c)
    await sessions.endOf(session.person, { session, cookies: c.req.header('cookie') })
    return c.redirect('/account?done=othersEnded', 303)
  })

  const linksOf = (c: Context, { person }: Session) => sessions.links.openedBy(person, c.req.header('cookie'))

  async function mustBeSignedIn(c: Context): Promise<Session> {
    const session = await sessions.find(c.req.header('cookie'))
    if (!session) throw new Refusal('signInNeeded')
    return session
  }

  return app
}
