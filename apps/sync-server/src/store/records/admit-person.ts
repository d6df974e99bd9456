import { newId } from '@concord/schema'
import type { Rows } from '../tables.ts'
import { addDomain, companyOfDomain } from './companies.ts'
import { addCompany, addPerson, type Person, personByMailbox } from './people.ts'

/** Somebody whom the operator lets in. */
export interface Admitted {
  readonly name: string
  readonly mail: string
  readonly mailbox: string
  readonly domain: string
  /** Name of the company, where its mail domain is not known yet. */
  readonly company: { readonly name: string; readonly shortName: string } | null
}

/** What came of letting somebody in. */
export type Admittance =
  | { readonly outcome: 'added' | 'known'; readonly person: Person; readonly isNewCompany: boolean }
  | { readonly outcome: 'companyNeeded' }

/** Lets a person of a company in by the mail address; a company that is not known yet gets the mail domain. */
export async function admitPerson(db: Rows, { name, mail, mailbox, domain, company }: Admitted): Promise<Admittance> {
  const known = await personByMailbox(db, mailbox)
  if (known) return { outcome: 'known', person: known, isNewCompany: false }
  const owner = await companyOfDomain(db, domain)
  if (!owner && !company) return { outcome: 'companyNeeded' }
  const id = owner?.id ?? newId()
  if (!owner && company) {
    await addCompany(db, { id, ...company })
    await addDomain(db, id, domain)
  }
  await addPerson(db, { id: newId(), company: id, name, mail, mailbox })
  const person = await personByMailbox(db, mailbox)
  if (!person) throw new Error('The person was not kept.')
  return { outcome: 'added', person, isNewCompany: !owner }
}
