import type { Rows } from '../tables.ts'
import type { Company } from './people.ts'

export async function companyById(db: Rows, id: string): Promise<Company | null> {
  return (await db.selectFrom('companies').selectAll().where('id', '=', id).executeTakeFirst()) ?? null
}

/** The company whose mail domain this is; null for nobody's. */
export async function companyOfDomain(db: Rows, domain: string): Promise<Company | null> {
  const row = await db
    .selectFrom('companyDomains')
    .innerJoin('companies', 'companies.id', 'companyDomains.company')
    .select(['companies.id', 'companies.name', 'companies.shortName'])
    .where('companyDomains.domain', '=', domain)
    .executeTakeFirst()
  return row ?? null
}

export async function domainsOf(db: Rows, company: string): Promise<string[]> {
  const rows = await db
    .selectFrom('companyDomains')
    .select('domain')
    .where('company', '=', company)
    .orderBy('domain')
    .execute()
  return rows.map(({ domain }) => domain)
}

/** Gives a domain to a company; one that is somebody's already stays his. */
export async function addDomain(db: Rows, company: string, domain: string): Promise<void> {
  await db
    .insertInto('companyDomains')
    .values({ company, domain })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
