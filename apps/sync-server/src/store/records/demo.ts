import { type Facts, type Instant, type MemberFact, SIDES } from '@concord/schema'
import type { Rows, Tables } from '../tables.ts'
import { addDomain } from './companies.ts'
import { addCompany, addMember, addPerson } from './people.ts'
import { addPlan } from './plans.ts'
import { putFacts, type SignedContents } from './put-facts.ts'

/** A plan with its companies, people and facts, all at once or not at all. */
export async function addDemoPlan(
  db: Rows,
  plan: Omit<Tables['plans'], 'factsNumber' | 'isPreviewed'>,
  facts: Facts,
  people: readonly { readonly person: string; readonly member: MemberFact }[],
  at: Instant,
  contents: SignedContents,
): Promise<void> {
  await addCompany(db, { id: plan.vendor, ...facts.companies.vendor })
  await addCompany(db, { id: plan.partner, ...facts.companies.partner })
  for (const side of SIDES) await addDomain(db, plan[side], domainOf(facts.companies[side].shortName))
  await addPlan(db, plan)
  for (const { person, member } of people) {
    const mail = mailOf(member.name, domainOf(facts.companies[member.side].shortName))
    await addPerson(db, { id: person, company: plan[member.side], name: member.name, mail, mailbox: mail })
    await addMember(db, plan.id, person, member)
  }
  await putFacts(db, plan.id, facts, at, contents)
}

/** Addresses that no mail ever reaches. */
const domainOf = (company: string) => `${company.toLowerCase()}.example`
const mailOf = (name: string, domain: string) => `${name.toLowerCase().replaceAll(' ', '.')}@${domain}`
