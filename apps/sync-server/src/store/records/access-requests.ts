import { newId, SIDES, type Side } from '@concord/schema'
import type { Rows, Tables } from '../tables.ts'
import { type AuditedBy, noteAudit, type Origin } from './audit.ts'
import { type MemberRow, memberRowsOf } from './memberships.ts'
import { personById } from './people.ts'
import { type PlanRow, planById } from './plans.ts'

export type AccessRequestRow = Tables['accessRequests']

/** Who asks for access to what; `link` is the side whose share link led him here. */
export interface AccessAsk {
  readonly plan: string
  readonly person: string
  readonly mailbox: string
  readonly mail: string
  readonly link: Side | null
  readonly at: number
}

/** A question that was kept, and the addresses of the owners who answer it. */
export interface AccessAsked {
  readonly id: string
  readonly owners: readonly string[]
  readonly companies: PlanRow['companies']
}

/** An unanswered question and a "no" last this long; so many wait for the owners of one plan. */
const LASTS = 30 * 24 * 3_600_000
const MOST_OPEN = 50

const isOpen = ({ side, role, guest }: MemberRow, asked: Side | null) =>
  role === 'owner' && !guest && (asked === null || side === asked)

/**
 * Keeps that somebody asks to be let in. Null, and nothing is kept, for an unknown or deleted plan, a Member, whoever
 * asked within the last thirty days, and when too many wait already.
 */
export async function askForAccess(
  db: Rows,
  { plan, person, mailbox, mail, link, at }: AccessAsk,
  origin: Origin,
): Promise<AccessAsked | null> {
  const row = await planById(db, plan)
  const members = await memberRowsOf(db, plan)
  if (!row || members.some((member) => member.person === person)) return null
  await db
    .deleteFrom('accessRequests')
    .where('plan', '=', plan)
    .where('at', '<=', at - LASTS)
    .execute()
  const known = await db.selectFrom('accessRequests').selectAll().where('plan', '=', plan).execute()
  if (
    known.filter(({ declinedAt }) => declinedAt === null).length >= MOST_OPEN ||
    known.some((each) => each.mailbox === mailbox)
  )
    return null
  const company = (await personById(db, person))?.company.id
  const side = SIDES.find((each) => row.companies[each].id === company) ?? link
  const id = newId()
  await db.insertInto('accessRequests').values({ id, plan, side, mail, mailbox, at, declinedAt: null }).execute()
  const by: AuditedBy = { at, via: 'session', actor: null, ...origin }
  await noteAudit(db, by, plan, 'accessAsked', { who: mail, ...(side && { side }) })
  const owners = members.filter((member) => isOpen(member, side)).flatMap(({ mail: own }) => own ?? [])
  return { id, owners, companies: row.companies }
}

/** The questions that wait for an answer of this side's owners, oldest first. */
export async function accessRequestsFor(db: Rows, plan: string, side: Side, now: number): Promise<AccessRequestRow[]> {
  return db
    .selectFrom('accessRequests')
    .selectAll()
    .where('plan', '=', plan)
    .where('declinedAt', 'is', null)
    .where('at', '>', now - LASTS)
    .where((either) => either.or([either('side', '=', side), either('side', 'is', null)]))
    .orderBy('at')
    .execute()
}

/** Says no; false when there is no such question for this side. */
export async function declineAccess(db: Rows, plan: string, id: string, side: Side, by: AuditedBy): Promise<boolean> {
  const found = (await accessRequestsFor(db, plan, side, by.at)).find((each) => each.id === id)
  if (!found) return false
  await db.updateTable('accessRequests').set({ declinedAt: by.at }).where('id', '=', id).execute()
  await noteAudit(db, by, plan, 'accessDeclined', { who: found.mail, ...(found.side && { side: found.side }) })
  return true
}

/** An invitation answers the question of its mailbox. */
export async function accessAnswered(db: Rows, plan: string, mailbox: string): Promise<void> {
  await db.deleteFrom('accessRequests').where('plan', '=', plan).where('mailbox', '=', mailbox).execute()
}
