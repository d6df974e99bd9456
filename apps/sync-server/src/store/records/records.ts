import type { Rows } from '../tables.ts'
import * as accessRequests from './access-requests.ts'
import * as admitPerson from './admit-person.ts'
import * as audit from './audit.ts'
import * as companies from './companies.ts'
import * as demo from './demo.ts'
import * as facts from './facts.ts'
import * as invitations from './invitations.ts'
import * as keys from './keys.ts'
import * as mails from './mails.ts'
import * as memberships from './memberships.ts'
import * as pack from './pack.ts'
import * as passkeys from './passkeys.ts'
import * as people from './people.ts'
import * as planLife from './plan-life.ts'
import * as plans from './plans.ts'
import * as putFacts from './put-facts.ts'
import * as roundTrips from './round-trips.ts'
import * as sessions from './sessions.ts'
import * as shareLinks from './share-links.ts'
import * as signInRequests from './sign-in-requests.ts'
import * as startPlan from './start-plan.ts'

/** Every act on ordinary rows. Each runs in a transaction of its own. */
export const recordActs = {
  ...accessRequests,
  ...audit,
  ...admitPerson,
  ...companies,
  ...pack,
  ...people,
  ...plans,
  ...planLife,
  ...startPlan,
  ...sessions,
  ...passkeys,
  ...roundTrips,
  ...signInRequests,
  ...mails,
  ...invitations,
  ...memberships,
  ...shareLinks,
  ...keys,
  ...facts,
  ...putFacts,
  ...demo,
}

type Act<F> = F extends (db: Rows, ...rest: infer A) => Promise<infer R> ? (...rest: A) => Promise<R> : never

/** The acts as callers see them: without the database, which the engine supplies. */
export type Records = { readonly [K in keyof typeof recordActs]: Act<(typeof recordActs)[K]> }

export type RecordAct = keyof typeof recordActs

/** Makes the acts callable over whatever runs one of them in a transaction. */
export function recordsOver(run: (act: RecordAct, args: readonly unknown[]) => Promise<unknown>): Records {
  const names = Object.keys(recordActs) as RecordAct[]
  return Object.fromEntries(names.map((name) => [name, (...args: unknown[]) => run(name, args)])) as unknown as Records
}
