import {
  type ContentResponse,
  canOnSide,
  type FactsResponse,
  type FieldChangesResponse,
  fieldChangesRequest,
  type KeysResponse,
  keysRequest,
  type NoteWritersResponse,
  type PlanResponse,
  type RevisionResponse,
  type SessionResponse,
} from '@concord/schema'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { AppParts } from '../app.ts'
import { auditRoutes } from '../audit/api.ts'
import { packRoutes } from '../pack/api.ts'
import { planRoutes } from '../plans/api.ts'
import { shareLinkApi } from '../share-links/api.ts'
import { sharingRoutes } from '../sharing/api.ts'
import { authorFor } from './author-for.ts'
import { factsFor } from './facts-for.ts'
import { type Api, actorsOf, membersOf, personSession } from './member-for.ts'
import type { Writers } from './note-writers.ts'
import { requireOwnPage } from './own-page.ts'
import { planAnswer } from './plan-answer.ts'
import { Refusal } from './refusal.ts'

/** So many times the limit of a body is still read, so that its sender gets an answer instead of a broken line. */
const READ_AWAY = 16

async function readAway(body: ReadableStream<Uint8Array> | null, most: number): Promise<void> {
  if (!body || body.locked) return
  let read = 0
  for await (const chunk of body) {
    read += chunk.length
    if (read > most) return
  }
}

/** Everything under `/api`. Each route reads: who, which object, may he, do, answer. */
export function apiRoutes(parts: AppParts): Hono<Api> {
  const { store, sessions, plans, history, noteWriters, clock, limits } = parts
  const { records } = store
  const api = new Hono<Api>()

  api.use(async (c, next) => {
    c.header('cache-control', 'private, no-store')
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
      requireOwnPage(c, parts.isOurOrigin)
      if (!/^application\/json\b/.test(c.req.header('content-type') ?? '')) throw new Refusal('badRequest')
    }
    const cookies = c.req.header('cookie')
    const session = await sessions.find(cookies)
    if (!session && sessions.links.hashesIn(cookies).length === 0) throw new Refusal('signInNeeded')
    c.set('session', session)
    await next()
  })
  api.use(
    bodyLimit({
      maxSize: limits.body,
      onError: async (c) => {
        await readAway(c.req.raw.body, limits.body * READ_AWAY)
        throw new Refusal('tooLarge')
      },
    }),
  )

  const actorFor = actorsOf(parts)
  const memberFor = membersOf(parts)

  api.get('/session', async (c) => {
    const { person, endsAt } = personSession(c)
    const found = await records.personById(person)
    if (!found) throw new Refusal('signInNeeded')
    const { company, ...self } = found
    return c.json<SessionResponse>({ person: self, company, endsAt })
  })

  api.get('/plans/:plan', async (c) => {
    const { plan, actor } = await actorFor(c, 'readPlan')
    const answer = await planAnswer(parts, plan, actor)
    if (!answer) throw new Refusal('notFound')
    return c.json<PlanResponse>(answer)
  })

  api.get('/plans/:plan/content', async (c) => {
    const { plan } = await actorFor(c, 'readPlan')
    return c.json<ContentResponse>(await plans.content(plan))
  })

  api.get('/plans/:plan/facts', async (c) => {
    const { plan, actor } = await actorFor(c, 'readPlan')
    const since = c.req.query('since')
    if (since !== undefined && !/^\d{1,15}$/.test(since)) throw new Refusal('badRequest', { field: 'since' })
    const row = await records.planById(plan)
    if (since !== undefined && row && row.factsNumber <= Number(since))
      return c.json<FactsResponse>({ number: row.factsNumber })
    const facts = await records.factsOf(plan)
    if (!facts) throw new Refusal('notFound')
    return c.json<FactsResponse>({ number: facts.number, facts: factsFor(actor, facts) })
  })

  api.get('/plans/:plan/changes', async (c) => {
    const { plan, actor } = await actorFor(c, 'readPlan')
    const asked = fieldChangesRequest.safeParse(c.req.query())
    if (!asked.success) throw new Refusal('badRequest')
    const [found, members] = await Promise.all([history.of(plan, asked.data), records.membersOf(plan)])
    if (!found) throw new Refusal('notFound')
    const changes = found.changes.map(({ at, from, to, isOverruled, ...brought }) => ({
      at,
      by: authorFor(actor, brought, members),
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
      isOverruled,
    }))
    return c.json<FieldChangesResponse>({ seq: found.seq, changes, earlier: found.earlier })
  })

  api.get('/plans/:plan/notes', async (c) => {
    const { plan, actor } = await actorFor(c, 'readPlan')
    // To whom a side's room looks like no room, this is nothing either.
    if (actor.side === null || !canOnSide(actor, 'readSide', actor.side, clock.now())) throw new Refusal('notFound')
    const [writers, members] = await Promise.all([noteWriters.of(plan, actor.side), records.membersOf(plan)])
    const told = ({ at, ...brought }: Writers['first']) => ({ at, by: authorFor(actor, brought, members) })
    const notes = [...writers].map(([note, { first, last }]) => [note, { first: told(first), last: told(last) }])
    return c.json<NoteWritersResponse>({ notes: Object.fromEntries(notes) })
  })

  api.get('/plans/:plan/revisions/:version', async (c) => {
    const { plan } = await actorFor(c, 'readPlan')
    const version = c.req.param('version')
    const content = /^\d{1,9}$/.test(version) ? await records.signedContent(plan, Number(version)) : null
    if (!content) throw new Refusal('notFound')
    return c.json<RevisionResponse>({ version: Number(version), content: JSON.parse(content) })
  })

  api.post('/plans/:plan/keys', async (c) => {
    const { plan } = await memberFor(c, 'writePlan')
    const body: unknown = await c.req.json().catch(() => undefined)
    if (!keysRequest.safeParse(body).success) throw new Refusal('badRequest')
    return c.json<KeysResponse>(await plans.giveKeys(plan))
  })

  api.route('/plans', planRoutes(parts))
  api.route('/plans/:plan', sharingRoutes(parts))
  api.route('/plans/:plan', auditRoutes(parts))
  api.route('/plans/:plan', shareLinkApi(parts))
  api.route('/plans/:plan', packRoutes(parts))

  api.all('*', () => {
    throw new Refusal('notFound')
  })
  return api
}
