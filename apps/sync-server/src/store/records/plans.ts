import type { Day, Member, Side } from '@concord/schema'
import { sql } from 'kysely'
import type { Rows } from '../tables.ts'
import type { Company } from './people.ts'

/** A plan's row with its two Companies. */
export interface PlanRow {
  readonly id: string
  readonly companies: Readonly<Record<Side, Company>>
  readonly schemaVersion: number
  readonly factsNumber: number
  readonly pinnedDay: Day | null
  readonly archivedAt: number | null
  readonly deletionAskedBy: Side | null
  readonly deletedAt: number | null
}

/** A plan as its Member finds it in a list. */
export interface ListedRow extends PlanRow {
  readonly side: Side
  readonly role: Member['role']
  readonly guestUntil: number | null
  /** The first owner of each side by name. */
  readonly owners: Readonly<Record<Side, string | null>>
  /** Newest sequence number of its room. */
  readonly seq: number
  /** When it last changed, milliseconds since 1970. */
  readonly changedAt: number | null
}

const select = (db: Rows) =>
  db
    .selectFrom('plans')
    .innerJoin('companies as vendor', 'vendor.id', 'plans.vendor')
    .innerJoin('companies as partner', 'partner.id', 'plans.partner')
    .select([
      'plans.id',
      'plans.schemaVersion',
      'plans.factsNumber',
      'plans.pinnedDay',
      'plans.archivedAt',
      'plans.deletionAskedBy',
      'plans.deletedAt',
      'vendor.id as vendorId',
      'vendor.name as vendorName',
      'vendor.shortName as vendorShortName',
      'partner.id as partnerId',
      'partner.name as partnerName',
      'partner.shortName as partnerShortName',
    ])

type Selected = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>

const planOfRow = (row: Selected): PlanRow => ({
  id: row.id,
  companies: {
    vendor: { id: row.vendorId, name: row.vendorName, shortName: row.vendorShortName },
    partner: { id: row.partnerId, name: row.partnerName, shortName: row.partnerShortName },
  },
  schemaVersion: row.schemaVersion,
  factsNumber: row.factsNumber,
  pinnedDay: row.pinnedDay,
  archivedAt: row.archivedAt,
  deletionAskedBy: row.deletionAskedBy,
  deletedAt: row.deletedAt,
})

export async function addPlan(
  db: Rows,
  plan: {
    id: string
    vendor: string
    partner: string
    createdAt: number
    schemaVersion: number
    pinnedDay: Day | null
  },
): Promise<void> {
  await db
    .insertInto('plans')
    .values({ ...plan, factsNumber: 0, archivedAt: null, deletionAskedBy: null, deletedAt: null })
    .execute()
}

export async function planById(db: Rows, id: string): Promise<PlanRow | null> {
  const row = await select(db).where('plans.id', '=', id).executeTakeFirst()
  return row ? planOfRow(row) : null
}

/** Bytes of a plan's newest Snapshot; 0 before there is one. */
export async function bytesOf(db: Rows, id: string): Promise<number> {
  const { rows } = await sql<{ size: number }>`
    SELECT octet_length(bytes) AS size FROM snapshots WHERE room = ${`plan:${id}`}`.execute(db)
  return rows[0]?.size ?? 0
}

/** The plans of which the person is a Member, deleted ones included, oldest first. */
export async function plansOf(db: Rows, person: string): Promise<ListedRow[]> {
  const rows = await select(db)
    .innerJoin('members', 'members.plan', 'plans.id')
    .select(['members.side', 'members.role', 'members.guestUntil'])
    .where('members.person', '=', person)
    .orderBy('plans.createdAt')
    .execute()
  const owners = await ownersOf(
    db,
    rows.map(({ id }) => id),
  )
  const listed: ListedRow[] = []
  for (const row of rows) {
    const { side, role, guestUntil } = row
    const known = owners.get(row.id) ?? { vendor: null, partner: null }
    listed.push({ ...planOfRow(row), side, role, guestUntil, owners: known, ...(await headOf(db, row.id)) })
  }
  return listed
}

async function ownersOf(db: Rows, plans: readonly string[]): Promise<Map<string, Record<Side, string | null>>> {
  const rows = await db
    .selectFrom('members')
    .innerJoin('people', 'people.id', 'members.person')
    .select(['members.plan', 'members.side', 'people.name'])
    .where('members.plan', 'in', [...plans])
    .where('members.role', '=', 'owner')
    .where('members.guestUntil', 'is', null)
    .orderBy('members.place')
    .execute()
  const owners = new Map<string, Record<Side, string | null>>()
  for (const { plan, side, name } of rows) {
    const known = owners.get(plan) ?? { vendor: null, partner: null }
    owners.set(plan, { ...known, [side]: known[side] ?? name })
  }
  return owners
}

/** How far the log of a plan's room has come, and when. */
async function headOf(db: Rows, plan: string): Promise<{ seq: number; changedAt: number | null }> {
  const room = `plan:${plan}`
  const head = await db.selectFrom('roomHeads').select('seq').where('room', '=', room).executeTakeFirst()
  const newest = (table: 'updates' | 'keptChanges') =>
    db.selectFrom(table).select('at').where('room', '=', room).orderBy('seq', 'desc').limit(1).executeTakeFirst()
  const last = (await newest('updates')) ?? (await newest('keptChanges'))
  return { seq: head?.seq ?? 0, changedAt: last?.at ?? null }
}
