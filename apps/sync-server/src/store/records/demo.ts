import { type Facts, type Instant, type MemberFact, SIDES } from '@concord/schema'
import type { Rows } from '../tables.ts'
import { addDomain, companyById } from './companies.ts'
import { addCompany, addMember, addPerson } from './people.ts'
import { addPlan } from './plans.ts'
import { putFacts, type SignedContents } from './put-facts.ts'

/** A plan with its companies, people and facts, all at once or not at all. */
export async function addDemoPlan(
  db: Rows,
  plan: Parameters<typeof addPlan>[1],
  facts: Facts,
  people: readonly { readonly person: string; readonly member: MemberFact }[],
  at: Instant,
  contents: SignedContents,
): Promise<void> {
  for (const side of SIDES) {
    const known = await companyById(db, plan[side])
    if (!known) await addCompany(db, { id: plan[side], ...facts.companies[side] })
    await addDomain(db, plan[side], domainOf(facts.companies[side].shortName))
  }
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
