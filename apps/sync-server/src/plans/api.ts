import {
  archiveRequest,
  copyRequest,
  type DeletionResponse,
  type ListedPlan,
  type PlansResponse,
  type StartResponse,
  startRequest,
} from '@concord/schema'
import { type Context, Hono } from 'hono'
import type { AppParts } from '../app.ts'
import { actingIn } from '../audit/acting.ts'
import { originOf } from '../audit/origin.ts'
import { bodyOf } from '../http/body-of.ts'
import { type Api, membersOf, personSession } from '../http/member-for.ts'
import { Refusal } from '../http/refusal.ts'
import type { Person } from '../store/records/people.ts'
import type { ListedRow } from '../store/records/plans.ts'
import { words } from '../words.ts'
import { undoUntil } from './removal.ts'
import type { Starter } from './starting.ts'

/** What the list tells of a plan by reading it. */
type Told = Pick<ListedPlan, 'title' | 'glance'> & { readonly asOf: ListedPlan['asOf'] | null }
const nothing: Told = { title: null, asOf: null, glance: null }

/** The list of plans, their beginning and their end: under `/api/plans`. */
export function planRoutes(parts: AppParts): Hono<Api> {
  const { store, plans, starting, rooms, sockets, clock, log } = parts
  const { records } = store
  const memberFor = membersOf(parts)
  const acting = actingIn(clock)
  const app = new Hono<Api>()

  app.get('/', async (c) => {
    const person = await personOf(c)
    const now = clock.now()
    const rows = (await records.plansOf(person.id)).filter(({ guestUntil }) => guestUntil === null || guestUntil > now)
    const listed = await Promise.all(rows.map((row) => listing(row)))
    const domains = await starting.domainsOf(person)
    return c.json<PlansResponse>({
      plans: listed,
      mayStart: domains.length > 0,
      company: { name: person.company.name, domains },
    })
  })

  app.post('/', async (c) => {
    const starter = starterOf(c, await personOf(c))
    const plan = await starting.start(await bodyOf(c, startRequest, words.starting.wrong), starter)
    return c.json<StartResponse>({ plan }, 201)
  })

  app.post('/:plan/copies', async (c) => {
    const { plan, member } = await memberFor(c, 'managePlan')
    const { title } = await bodyOf(c, copyRequest, words.starting.wrong)
    const copy = await starting.copy(plan, title, member.side, starterOf(c, await personOf(c)))
    return c.json<StartResponse>({ plan: copy }, 201)
  })

  app.patch('/:plan', async (c) => {
    const { plan, member } = await memberFor(c, 'managePlan')
    const { isArchived } = await bodyOf(c, archiveRequest)
    announce(plan, await records.archivePlan(plan, isArchived, acting(c, member)))
    return c.json({})
  })

  app.delete('/:plan', async (c) => {
    const { plan, member } = await memberFor(c, 'managePlan')
    if (member.guest) throw new Refusal('notAllowed')
    const deletion = await records.deletePlan(plan, member.side, acting(c, member))
    if (deletion.outcome === 'notFound') throw new Refusal('notFound')
    announce(plan, deletion.factsNumber)
    if (deletion.outcome === 'asked') return c.json<DeletionResponse>({ outcome: 'asked', undoUntil: null })
    await sockets.recheck()
    return c.json<DeletionResponse>({ outcome: 'deleted', undoUntil: undoUntil(deletion.at) })
  })

  app.delete('/:plan/deletion', async (c) => {
    const plan = c.req.param('plan')
    const person = personSession(c).person
    const row = (await records.plansOf(person)).find(({ id }) => id === plan)
    if (!row) throw new Refusal('notFound')
    if (row.role !== 'owner' || row.guestUntil !== null) throw new Refusal('notAllowed')
    const member = (await records.memberRowsOf(plan)).find((each) => each.person === person)
    if (!member) throw new Refusal('notFound')
    const by = acting(c, member)
    if (row.deletedAt === null) announce(plan, await records.withdrawDeletion(plan, by))
    else if (!(await records.restorePlan(plan, by))) throw new Refusal('stale')
    return c.json({})
  })

  function announce(plan: string, number: number | null): void {
    if (number !== null) rooms.announceFacts(plan, number)
  }

  async function personOf(c: Context<Api>): Promise<Person> {
    const person = await records.personById(personSession(c).person)
    if (!person) throw new Refusal('signInNeeded')
    return person
  }

  function starterOf(c: Context<Api>, person: Person): Starter {
    const key = c.req.header('idempotency-key')
    const via = personSession(c).via === 'demo' ? 'demo' : 'session'
    return { person, via, origin: originOf(c), key: key && /^[\w-]{8,64}$/.test(key) ? key : null }
  }

  async function listing(row: ListedRow): Promise<ListedPlan> {
    const { id, side, role, guestUntil, companies, owners, archivedAt, deletionAskedBy, deletedAt, changedAt } = row
    const { title, asOf, glance } = await toldOf(row)
    return {
      ...{ id, side, role, companies, owners, changedAt, title, glance },
      isGuest: guestUntil !== null,
      life: { archivedAt, deletionAskedBy, deletedAt, undoUntil: deletedAt === null ? null : undoUntil(deletedAt) },
      asOf: asOf ?? row.pinnedDay ?? (new Date(clock.now()).toISOString().slice(0, 10) as ListedPlan['asOf']),
    }
  }

  /** Of a deleted plan its title alone, by which people know what they would bring back. */
  async function toldOf(row: ListedRow): Promise<Told> {
    try {
      if (row.deletedAt !== null) return { ...nothing, title: await plans.title(row.id) }
      const { asOf, glance } = await plans.glance(row)
      const { title, ...told } = glance
      return { title, asOf, glance: told }
    } catch (error) {
      log.error({ plan: row.id, cause: (error as Error).message }, 'a plan was not read at a glance')
      return nothing
    }
  }

  return app
}
