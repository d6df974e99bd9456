import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * Who did what with a plan. The plan is no foreign key, because an entry outlives its plan; names are kept as they
 * were. `subject` holds JSON.
 */
export const auditTable: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('audit')
      .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
      .addColumn('at', 'integer', (column) => column.notNull())
      .addColumn('plan', 'text', (column) => column.notNull())
      .addColumn('act', 'text', (column) => column.notNull())
      .addColumn('via', 'text', (column) => column.notNull())
      .addColumn('member', 'text')
      .addColumn('name', 'text')
      .addColumn('side', 'text')
      .addColumn('role', 'text')
      .addColumn('device', 'text', (column) => column.notNull())
      .addColumn('address', 'text', (column) => column.notNull())
      .addColumn('subject', 'text', (column) => column.notNull())
      .execute()
    await db.schema.createIndex('auditByPlan').on('audit').columns(['plan', 'id']).execute()
    await db.schema.createIndex('auditByTime').on('audit').column('at').execute()
  },
}
