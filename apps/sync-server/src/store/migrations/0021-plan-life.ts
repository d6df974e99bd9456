import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Archive and deletion of plans. Times are milliseconds since 1970; a deleted plan can be brought back for a while. */
export const planLife: Migration = {
  async up(db: Kysely<unknown>) {
    for (const name of ['archivedAt', 'deletedAt'])
      await db.schema.alterTable('plans').addColumn(name, 'integer').execute()
    await db.schema.alterTable('plans').addColumn('deletionAskedBy', 'text').execute()
  },
}
