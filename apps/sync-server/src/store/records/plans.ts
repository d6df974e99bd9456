import type { Day, Member, Side } from '@concord/schema'
import type { Rows } from '../tables.ts'
import type { Company } from './people.ts'

/** A plan's row with its two Companies. */
export interface PlanRow {
  readonly id: string
  readonly companies: Readonly<Record<Side, Company>>
  readonly schemaVersion: number
  readonly factsNumber: number
  readonly pinnedDay: Day | null
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
    .values({ ...plan, factsNumber: 0 })
    .execute()
}

export async function planById(db: Rows, id: string): Promise<PlanRow | null> {
  const row = await select(db).where('plans.id', '=', id).executeTakeFirst()
  return row ? planOfRow(row) : null
}

/** The plans of which the person is a Member, oldest first. */
export async function plansOf(db: Rows, person: string): Promise<(PlanRow & { side: Side; role: Member['role'] })[]> {
  const rows = await select(db)
    .innerJoin('members', 'members.plan', 'plans.id')
    .select(['members.side', 'members.role'])
    .where('members.person', '=', person)
    .orderBy('plans.createdAt')
    .execute()
  return rows.map((row) => ({ ...planOfRow(row), side: row.side, role: row.role }))
}
