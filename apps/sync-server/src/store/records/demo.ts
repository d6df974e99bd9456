import type { Facts, Instant, MemberFact } from '@concord/schema'
import type { Rows, Tables } from '../tables.ts'
import { addCompany, addMember, addPerson } from './people.ts'
import { addPlan } from './plans.ts'
import { putFacts, type SignedContents } from './put-facts.ts'

/** A plan with its companies, people and facts, all at once or not at all. */
export async function addDemoPlan(
  db: Rows,
  plan: Omit<Tables['plans'], 'factsNumber'>,
  facts: Facts,
  people: readonly { readonly person: string; readonly member: MemberFact }[],
  at: Instant,
  contents: SignedContents,
): Promise<void> {
  await addCompany(db, { id: plan.vendor, ...facts.companies.vendor })
  await addCompany(db, { id: plan.partner, ...facts.companies.partner })
  await addPlan(db, plan)
  for (const { person, member } of people) {
    await addPerson(db, { id: person, company: plan[member.side], name: member.name })
    await addMember(db, plan.id, person, member)
  }
  await putFacts(db, plan.id, facts, at, contents)
}
