import type { Side } from '@concord/schema'
import { sql } from 'kysely'
import type { Rows } from '../tables.ts'
import { type AuditedBy, noteAudit } from './audit.ts'
import { factsChanged } from './facts-number.ts'

/** What came of proposing a deletion, or of agreeing to one. */
export type Deletion =
  | { readonly outcome: 'asked' | 'deleted'; readonly factsNumber: number; readonly at: number }
  | { readonly outcome: 'notFound' }

/** Puts a plan into the archive or takes it out; the new facts number, or null when it stood so already. */
export async function archivePlan(db: Rows, plan: string, isArchived: boolean, by: AuditedBy): Promise<number | null> {
  const changed = await db
    .updateTable('plans')
    .set({ archivedAt: isArchived ? by.at : null })
    .where('id', '=', plan)
    .where('deletedAt', 'is', null)
    .where('archivedAt', isArchived ? 'is' : 'is not', null)
    .returning('id')
    .executeTakeFirst()
  if (!changed) return null
  await noteAudit(db, by, plan, isArchived ? 'planArchived' : 'planReopened')
  return factsChanged(db, plan)
}

/**
 * An owner of `side` wants the plan deleted. Where the other side has anybody, one of its owners must want it too;
 * until then it is only asked for.
 */
export async function deletePlan(db: Rows, plan: string, side: Side, by: AuditedBy): Promise<Deletion> {
  const row = await db
    .selectFrom('plans')
    .select('deletionAskedBy')
    .where('id', '=', plan)
    .where('deletedAt', 'is', null)
    .executeTakeFirst()
  if (!row) return { outcome: 'notFound' }
  const other = await db
    .selectFrom('members')
    .select('id')
    .where('plan', '=', plan)
    .where('side', '<>', side)
    .where('guestUntil', 'is', null)
    .executeTakeFirst()
  const isAgreed = row.deletionAskedBy !== null && row.deletionAskedBy !== side
  if (other && !isAgreed) {
    if (row.deletionAskedBy === null) {
      await db.updateTable('plans').set({ deletionAskedBy: side }).where('id', '=', plan).execute()
      await noteAudit(db, by, plan, 'deletionAsked')
    }
    return { outcome: 'asked', factsNumber: await factsChanged(db, plan), at: by.at }
  }
  await db.updateTable('plans').set({ deletedAt: by.at, deletionAskedBy: null }).where('id', '=', plan).execute()
  await noteAudit(db, by, plan, 'planDeleted')
  return { outcome: 'deleted', factsNumber: await factsChanged(db, plan), at: by.at }
}

/** Ends a proposal to delete, whoever made it; null when there was none. */
export async function withdrawDeletion(db: Rows, plan: string, by: AuditedBy): Promise<number | null> {
  const changed = await db
    .updateTable('plans')
    .set({ deletionAskedBy: null })
    .where('id', '=', plan)
    .where('deletionAskedBy', 'is not', null)
    .returning('id')
    .executeTakeFirst()
  if (!changed) return null
  await noteAudit(db, by, plan, 'deletionWithdrawn')
  return factsChanged(db, plan)
}

/** Brings a deleted plan back; false when it was not deleted, or is gone. */
export async function restorePlan(db: Rows, plan: string, by: AuditedBy): Promise<boolean> {
  const changed = await db
    .updateTable('plans')
    .set({ deletedAt: null })
    .where('id', '=', plan)
    .where('deletedAt', 'is not', null)
    .returning('id')
    .executeTakeFirst()
  if (!changed) return false
  await noteAudit(db, by, plan, 'planRestored')
  await factsChanged(db, plan)
  return true
}

/** When a plan that a person is a Member of was deleted; null when it is not, or is none of his. */
export async function deletedFor(db: Rows, person: string, plan: string, now: number): Promise<number | null> {
  const row = await db
    .selectFrom('plans')
    .innerJoin('members', 'members.plan', 'plans.id')
    .select('plans.deletedAt')
    .where('plans.id', '=', plan)
    .where('members.person', '=', person)
    .where((either) => either.or([either('members.guestUntil', 'is', null), either('members.guestUntil', '>', now)]))
    .executeTakeFirst()
  return row?.deletedAt ?? null
}

/** Plans that were deleted before a moment. */
export async function plansDeletedBefore(db: Rows, at: number): Promise<string[]> {
  const rows = await db.selectFrom('plans').select('id').where('deletedAt', '<', at).execute()
  return rows.map(({ id }) => id)
}

const ROOM_TABLES = ['updates', 'snapshots', 'roomHeads', 'clientAuthors', 'keptChanges'] as const

/** Removes a plan that is still deleted since before a moment for good: rows, rooms, history. Its audit log stays. */
export async function removePlan(db: Rows, plan: string, before: number): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('plans')
    .where('id', '=', plan)
    .where('deletedAt', '<', before)
    .executeTakeFirst()
  if (numDeletedRows === 0n) return false
  const rooms = [`plan:${plan}`, `side:${plan}:vendor`, `side:${plan}:partner`]
  for (const table of ROOM_TABLES)
    await sql`DELETE FROM ${sql.table(table)} WHERE room IN (${sql.join(rooms)})`.execute(db)
  return true
}
