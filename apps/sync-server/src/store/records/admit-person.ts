import { newId } from '@concord/schema'
import type { Rows } from '../tables.ts'
import { addDomain, companyById, companyOfDomain } from './companies.ts'
import { addCompany, addPerson, type Company, type Person, personByMailbox } from './people.ts'

/** Somebody whom the operator lets in. */
export interface Admitted {
  readonly name: string
  readonly mail: string
  readonly mailbox: string
  readonly domain: string
  /** Mail domains of the same company, beside the one of the address. */
  readonly moreDomains?: readonly string[]
  /** Name of the company, where none of its mail domains is known yet. */
  readonly company: { readonly name: string; readonly shortName: string } | null
}

/** What came of letting somebody in. */
export type Admittance =
  | { readonly outcome: 'added' | 'known'; readonly person: Person; readonly isNewCompany: boolean }
  | { readonly outcome: 'companyNeeded' }
  /** A mail domain belongs to another company than the person or another of the domains. */
  | { readonly outcome: 'domainTaken'; readonly domain: string; readonly company: string }

/** Lets a person of a company in by the mail address; a company that is not known yet gets the mail domains. */
export async function admitPerson(db: Rows, admitted: Admitted): Promise<Admittance> {
  const { name, mail, mailbox, moreDomains = [] } = admitted
  const known = await personByMailbox(db, mailbox)
  // Somebody who is here already may have come as a guest, from an address of another company than the one he is in.
  const domains = known ? moreDomains : [admitted.domain, ...moreDomains]
  let owner: Company | null = known && (await companyById(db, known.company.id))
  for (const domain of domains) {
    const found = await companyOfDomain(db, domain)
    if (found && owner && found.id !== owner.id) return { outcome: 'domainTaken', domain, company: found.name }
    owner ??= found
  }
  if (!owner && !admitted.company) return { outcome: 'companyNeeded' }
  const id = owner?.id ?? newId()
  if (!owner && admitted.company) await addCompany(db, { id, ...admitted.company })
  for (const domain of domains) await addDomain(db, id, domain)
  if (known) return { outcome: 'known', person: known, isNewCompany: false }
  await addPerson(db, { id: newId(), company: id, name, mail, mailbox })
  const person = await personByMailbox(db, mailbox)
  if (!person) throw new Error('The person was not kept.')
  return { outcome: 'added', person, isNewCompany: !owner }
}
