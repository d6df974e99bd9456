import type { Facts, Side } from '@concord/schema'
import type { Rows, Tables } from '../tables.ts'
import { type AuditedBy, noteAudit } from './audit.ts'
import { factsOf, signedContent } from './facts.ts'
import { invitationsOf, type OpenInvitation } from './invitations.ts'
import { type MemberRow, memberRowsOf } from './memberships.ts'
import { type PlanRow, planById } from './plans.ts'

type LinkRow = Pick<Tables['shareLinks'], 'role' | 'audience' | 'at' | 'endsAt' | 'endedAt' | 'usedAt'> & {
  readonly uses: number
  readonly domains: readonly string[]
  readonly hasPassword: boolean
}

/** The rows of one side's pack, all as of one moment. */
export interface PackRows {
  readonly plan: PlanRow
  readonly createdAt: number
  readonly facts: Facts
  readonly members: readonly MemberRow[]
  readonly invitations: readonly Pick<OpenInvitation, 'mail' | 'role' | 'guestUntil' | 'endsAt'>[]
  readonly shareLinks: readonly LinkRow[]
  /** JSON of what was signed, by version. */
  readonly signed: Readonly<Record<number, string>>
}

/** Reads the rows of a side's pack and notes that it was taken; null for no such plan. */
export async function takePack(db: Rows, plan: string, side: Side, by: AuditedBy): Promise<PackRows | null> {
  const [row, facts] = [await planById(db, plan), await factsOf(db, plan)]
  if (!row || !facts) return null
  const signed: Record<number, string> = {}
  for (const { version } of facts.signOffs) signed[version] = (await signedContent(db, plan, version)) ?? 'null'
  const invitations = await invitationsOf(db, plan, by.at)
  const { createdAt } = await db
    .selectFrom('plans')
    .select('createdAt')
    .where('id', '=', plan)
    .executeTakeFirstOrThrow()
  await noteAudit(db, by, plan, 'packTaken', { side })
  return {
    ...{ plan: row, createdAt, facts, signed },
    members: await memberRowsOf(db, plan),
    invitations: invitations.filter((each) => each.side === side),
    shareLinks: await linksOf(db, plan, side),
  }
}

async function linksOf(db: Rows, plan: string, side: Side): Promise<LinkRow[]> {
  const rows = await db
    .selectFrom('shareLinks')
    .select(['role', 'audience', 'at', 'endsAt', 'endedAt', 'usedAt', 'uses', 'domains'])
    .select((row) => row('passwordHash', 'is not', null).as('hasPassword'))
    .where('plan', '=', plan)
    .where('side', '=', side)
    .orderBy('at')
    .execute()
  return rows.map((row) => ({ ...row, domains: JSON.parse(row.domains), hasPassword: Boolean(row.hasPassword) }))
}
