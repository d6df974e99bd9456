import type { Rows } from '../tables.ts'

/** Counts the plan's facts one further and answers the new number, which the caller announces. */
export async function factsChanged(db: Rows, plan: string): Promise<number> {
  const { factsNumber } = await db
    .updateTable('plans')
    .set((row) => ({ factsNumber: row('factsNumber', '+', 1) }))
    .where('id', '=', plan)
    .returning('factsNumber')
    .executeTakeFirstOrThrow()
  return factsNumber
}
