import type { Facts, PlanResponse, PlansResponse } from '@concord/schema'
import * as idb from 'lib0/indexeddb'
import type { KeptWords } from './kept-words.ts'

/** The newest answers about one plan, kept so that it opens without a connection. */
export interface KeptPlan {
  readonly plan: PlanResponse
  readonly facts: Facts
  /** When the server gave them, milliseconds since 1970. */
  readonly at: number
}

/** The newest list of plans. */
export interface KeptPlans {
  readonly list: PlansResponse
  readonly at: number
}

const NAME = 'concord'
const ANSWERS = 'answers'

let opening: Promise<IDBDatabase | null> | undefined

/** The database of this device; null where the browser refuses to keep anything. */
function database(): Promise<IDBDatabase | null> {
  opening ??= idb.openDB(NAME, (db) => idb.createStores(db, [[ANSWERS]])).catch(() => null)
  return opening
}

async function get<T>(key: string): Promise<T | null> {
  const db = await database()
  if (!db) return null
  const [store] = idb.transact(db, [ANSWERS], 'readonly')
  return ((await idb.get(store!, key).catch(() => undefined)) as T | undefined) ?? null
}

async function remove(key: string): Promise<void> {
  const db = await database()
  if (!db) return
  const [store] = idb.transact(db, [ANSWERS])
  await idb.del(store!, key).catch(() => undefined)
}

async function put(key: string, value: unknown): Promise<void> {
  const db = await database()
  if (!db) return
  const [store] = idb.transact(db, [ANSWERS])
  await idb.put(store!, value as never, key).catch(() => undefined)
}

/** What this device keeps between visits, apart from the plans' own Y.Docs. */
export const device = {
  /** False where the browser refuses to keep anything (private windows, storage switched off). */
  keeps: async () => (await database()) !== null,
  plan: (plan: string) => get<KeptPlan>(`plan:${plan}`),
  keepPlan: (plan: string, kept: KeptPlan) => put(`plan:${plan}`, kept),
  plans: () => get<KeptPlans>('planList'),
  keepPlans: (kept: KeptPlans) => put('planList', kept),
  forgetPlan: (plan: string) => remove(`plan:${plan}`),
  words: (plan: string, member: string) => get<KeptWords>(`words:${plan}:${member}`),
  keepWords: (plan: string, member: string, kept: KeptWords) => put(`words:${plan}:${member}`, kept),
  forgetWords: (plan: string, member: string) => remove(`words:${plan}:${member}`),
}

/** Where this device keeps the copy of a room: a database, and beginnings of names for what it had no time to write. */
export interface CopyPlace {
  readonly database: string
  readonly shelf: string
}

/** The copy of a plan for one Member: two people on one device share nothing. */
export const planCopy = (plan: string, member: string): CopyPlace => ({
  database: `concord-plan-${plan}-${member}`,
  shelf: `concord-unwritten/${plan}/${member}/`,
})

/** The copy of what is private to his side. */
export const sideCopy = (plan: string, member: string): CopyPlace => ({
  database: `concord-side-${plan}-${member}`,
  shelf: `concord-unwritten-side/${plan}/${member}/`,
})
