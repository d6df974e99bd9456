import type { Member, Side } from '@concord/schema'
import type { Rows } from '../tables.ts'

export interface Company {
  readonly id: string
  readonly name: string
  /** One word for tight places. */
  readonly shortName: string
}

/** A person as a session knows him. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly company: Company
  /** Null for somebody of the demo. */
  readonly mail: string | null
}

const memberColumns = [
  'members.id',
  'members.side',
  'members.role',
  'members.guestUntil',
  'members.guestSponsor',
  'people.name',
] as const

interface MemberRow {
  id: string
  side: Side
  role: Member['role']
  guestUntil: number | null
  guestSponsor: string | null
  name: string
}

const memberOfRow = (row: MemberRow): Member => ({
  id: row.id,
  name: row.name,
  side: row.side,
  role: row.role,
  ...(row.guestUntil !== null && { guest: { until: row.guestUntil, sponsor: row.guestSponsor ?? '' } }),
})

export async function addCompany(db: Rows, { id, name, shortName }: Company): Promise<void> {
  await db.insertInto('companies').values({ id, name, shortName }).execute()
}

/** Notes a person, unless he is there or somebody has the mailbox already. */
export async function addPerson(
  db: Rows,
  person: { id: string; company: string; name: string; mail?: string; mailbox?: string },
): Promise<void> {
  await db
    .insertInto('people')
    .values({ mail: null, mailbox: null, ...person })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

const people = (db: Rows) =>
  db
    .selectFrom('people')
    .innerJoin('companies', 'companies.id', 'people.company')
    .select([
      'people.id',
      'people.name',
      'people.mail',
      'companies.id as companyId',
      'companies.name as companyName',
      'companies.shortName',
    ])

const personOfRow = (row: Awaited<ReturnType<ReturnType<typeof people>['executeTakeFirstOrThrow']>>): Person => ({
  id: row.id,
  name: row.name,
  company: { id: row.companyId, name: row.companyName, shortName: row.shortName },
  mail: row.mail,
})

export async function personById(db: Rows, id: string): Promise<Person | null> {
  const row = await people(db).where('people.id', '=', id).executeTakeFirst()
  return row ? personOfRow(row) : null
}

/** The person whom a mailbox reaches; null for nobody's. */
export async function personByMailbox(db: Rows, mailbox: string): Promise<Person | null> {
  const row = await people(db).where('people.mailbox', '=', mailbox).executeTakeFirst()
  return row ? personOfRow(row) : null
}

export async function addMember(db: Rows, plan: string, person: string, member: Omit<Member, 'name'>): Promise<void> {
  const { place } = await db
    .selectFrom('members')
    .select((row) => row.fn.countAll<number>().as('place'))
    .where('plan', '=', plan)
    .executeTakeFirstOrThrow()
  const { id, side, role, guest } = member
  await db
    .insertInto('members')
    .values({
      id,
      plan,
      person,
      side,
      role,
      place,
      guestUntil: guest?.until ?? null,
      guestSponsor: guest?.sponsor ?? null,
    })
    .execute()
}

/** The person's membership in the plan, or null: unknown, foreign and deleted plans look alike. */
export async function memberOf(db: Rows, person: string, plan: string): Promise<Member | null> {
  const row = await db
    .selectFrom('members')
    .innerJoin('people', 'people.id', 'members.person')
    .innerJoin('plans', 'plans.id', 'members.plan')
    .select(memberColumns)
    .where('members.plan', '=', plan)
    .where('members.person', '=', person)
    .where('plans.deletedAt', 'is', null)
    .executeTakeFirst()
  return row ? memberOfRow(row) : null
}

export async function membersOf(db: Rows, plan: string): Promise<Member[]> {
  const rows = await db
    .selectFrom('members')
    .innerJoin('people', 'people.id', 'members.person')
    .select(memberColumns)
    .where('members.plan', '=', plan)
    .orderBy('members.place')
    .execute()
  return rows.map(memberOfRow)
}

export async function setRole(db: Rows, member: string, role: Member['role']): Promise<void> {
  await db.updateTable('members').set({ role }).where('id', '=', member).execute()
}

export async function removeMember(db: Rows, member: string): Promise<void> {
  await db.deleteFrom('members').where('id', '=', member).execute()
}

/** The person behind a Member. */
export async function personOf(db: Rows, member: string): Promise<string | null> {
  const row = await db.selectFrom('members').select('person').where('id', '=', member).executeTakeFirst()
  return row?.person ?? null
}
