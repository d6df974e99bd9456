import type { KeyPrefix, Ref } from '@concord/schema'
import type { Rows } from '../tables.ts'
import { factsChanged } from './facts-number.ts'

/** Something that people call by a key. */
export interface Keyed {
  readonly target: Ref
  readonly prefix: KeyPrefix
}

/** Every key ever given in the plan, by Ref. */
export async function keysOf(db: Rows, plan: string): Promise<Record<Ref, string>> {
  const rows = await db
    .selectFrom('blockKeys')
    .select(['target', 'prefix', 'number'])
    .where('plan', '=', plan)
    .orderBy('prefix')
    .orderBy('number')
    .execute()
  return Object.fromEntries(rows.map((row) => [row.target, `${row.prefix}${row.number}`]))
}

/**
 * Gives the next key of its letter to each target that has none, in the order given. A key stays with its target for
 * ever, also after the target is removed, so none is given twice. Answers the new facts number, or null when every
 * target had its key.
 */
export async function giveKeys(db: Rows, plan: string, targets: readonly Keyed[]): Promise<number | null> {
  const known = await keysOf(db, plan)
  const missing = targets.filter(({ target }) => !Object.hasOwn(known, target))
  if (missing.length === 0) return null
  const highest = await db
    .selectFrom('blockKeys')
    .select((row) => ['prefix', row.fn.max('number').as('number')])
    .where('plan', '=', plan)
    .groupBy('prefix')
    .execute()
  const last = new Map(highest.map((row) => [row.prefix, Number(row.number)]))
  for (const { target, prefix } of missing) {
    const number = (last.get(prefix) ?? 0) + 1
    last.set(prefix, number)
    await db.insertInto('blockKeys').values({ plan, target, prefix, number }).execute()
  }
  return factsChanged(db, plan)
}
