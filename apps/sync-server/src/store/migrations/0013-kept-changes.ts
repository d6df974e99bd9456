import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What stays of Updates whose bytes have gone: who set a register or worked on a text, and when. `value` holds JSON. */
export const keptChanges: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('keptChanges')
      .addColumn('room', 'text', (column) => column.notNull())
      .addColumn('client', 'integer', (column) => column.notNull())
      .addColumn('clock', 'integer', (column) => column.notNull())
      .addColumn('act', 'text', (column) => column.notNull())
      .addColumn('block', 'text', (column) => column.notNull())
      .addColumn('path', 'text', (column) => column.notNull())
      .addColumn('seq', 'integer', (column) => column.notNull())
      .addColumn('at', 'integer', (column) => column.notNull())
      .addColumn('member', 'text')
      .addColumn('side', 'text')
      .addColumn('value', 'text')
      .addPrimaryKeyConstraint('keptOnce', ['room', 'client', 'clock', 'act'])
      .execute()
    await db.schema.createIndex('keptByField').on('keptChanges').columns(['room', 'block', 'path', 'seq']).execute()
  },
}
