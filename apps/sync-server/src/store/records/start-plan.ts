import { type Day, newId, type Side } from '@concord/schema'
import type { Rows } from '../tables.ts'
import { type AuditedBy, noteAudit, type Origin } from './audit.ts'
import { addDomain } from './companies.ts'
import { addCompany, addMember, type Company, personById } from './people.ts'
import { addPlan } from './plans.ts'

/** A plan to begin: between the company of whoever starts it and another one, known or new. */
export interface NewPlan {
  readonly id: string
  readonly person: string
  readonly side: Side
  /** The company of the one who starts it. */
  readonly company: string
  readonly other: { readonly id: string } | (Company & { readonly domains: readonly string[] })
  readonly schemaVersion: number
  readonly at: number
  readonly via: AuditedBy['via']
  /** The plan it was copied from, told in that plan's log; null for one of its own. */
  readonly copiedFrom: string | null
}

/** What came of starting a plan. `stale`: somebody else gave one of the domains to a company in the meantime. */
export type Started = { readonly outcome: 'started'; readonly by: AuditedBy } | { readonly outcome: 'stale' }

/** How many plans somebody came to be a Member of that began after `since`, milliseconds since 1970. */
export async function plansStartedSince(db: Rows, person: string, since: number): Promise<number> {
  const { started } = await db
    .selectFrom('members')
    .innerJoin('plans', 'plans.id', 'members.plan')
    .select((row) => row.fn.countAll<number>().as('started'))
    .where('members.person', '=', person)
    .where('plans.createdAt', '>', since)
    .executeTakeFirstOrThrow()
  return started
}

/** Starts a plan with its first owner: companies, domains, plan and Member, all at once or not at all. */
export async function startPlan(db: Rows, plan: NewPlan, origin: Origin): Promise<Started> {
  const { id, person, side, company, other, at, via, schemaVersion } = plan
  if ('domains' in other) {
    const taken = await db
      .selectFrom('companyDomains')
      .select('domain')
      .where('domain', 'in', [...other.domains])
      .execute()
    if (taken.length > 0) return { outcome: 'stale' }
    await addCompany(db, { id: other.id, name: other.name, shortName: other.shortName })
    for (const domain of other.domains) await addDomain(db, other.id, domain)
  }
  const sides = side === 'vendor' ? { vendor: company, partner: other.id } : { vendor: other.id, partner: company }
  const pinnedDay: Day | null = null
  await addPlan(db, { id, ...sides, createdAt: at, schemaVersion, pinnedDay })
  const member = { id: newId(), side, role: 'owner' as const }
  await addMember(db, id, person, member)
  const name = (await personById(db, person))?.name ?? ''
  const by: AuditedBy = { at, via, actor: { ...member, name }, ...origin }
  await noteAudit(db, by, id, 'planStarted', { side })
  if (plan.copiedFrom) await noteAudit(db, by, plan.copiedFrom, 'planCopied', { side })
  return { outcome: 'started', by }
}
