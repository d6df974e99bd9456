import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** People who ask to be let into a plan. `side` is whose owners answer; null for both. */
export const accessRequests: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('accessRequests')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('plan', 'text', (column) => column.notNull().references('plans.id').onDelete('cascade'))
      .addColumn('side', 'text')
      .addColumn('mail', 'text', (column) => column.notNull())
      .addColumn('mailbox', 'text', (column) => column.notNull())
      .addColumn('at', 'integer', (column) => column.notNull())
      .addColumn('declinedAt', 'integer')
      .addUniqueConstraint('oneForEachMailbox', ['plan', 'mailbox'])
      .execute()
  },
}
