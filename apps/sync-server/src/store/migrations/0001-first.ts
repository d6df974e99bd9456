import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** The update log, and who may open what. */
export const firstTables: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('updates')
      .addColumn('room', 'text', (column) => column.notNull())
      .addColumn('seq', 'integer', (column) => column.notNull())
      .addColumn('bytes', 'blob', (column) => column.notNull())
      .addColumn('member', 'text')
      .addColumn('side', 'text')
      .addColumn('at', 'integer', (column) => column.notNull())
      .addColumn('checksum', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('updatesInOrder', ['room', 'seq'])
      .execute()
    await db.schema
      .createTable('snapshots')
      .addColumn('room', 'text', (column) => column.primaryKey())
      .addColumn('seq', 'integer', (column) => column.notNull())
      .addColumn('bytes', 'blob', (column) => column.notNull())
      .addColumn('vector', 'blob', (column) => column.notNull())
      .addColumn('deletes', 'blob', (column) => column.notNull())
      .addColumn('at', 'integer', (column) => column.notNull())
      .addColumn('checksum', 'integer', (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('companies')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('shortName', 'text', (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('people')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('company', 'text', (column) => column.notNull().references('companies.id'))
      .addColumn('name', 'text', (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('plans')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('vendor', 'text', (column) => column.notNull().references('companies.id'))
      .addColumn('partner', 'text', (column) => column.notNull().references('companies.id'))
      .addColumn('createdAt', 'integer', (column) => column.notNull())
      .addColumn('schemaVersion', 'integer', (column) => column.notNull())
      .addColumn('factsNumber', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('pinnedDay', 'text')
      .addCheckConstraint('twoCompanies', sql`vendor <> partner`)
      .execute()
    await db.schema
      .createTable('members')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('plan', 'text', (column) => column.notNull().references('plans.id').onDelete('cascade'))
      .addColumn('person', 'text', (column) => column.notNull().references('people.id'))
      .addColumn('side', 'text', (column) => column.notNull().check(sql`side in ('vendor', 'partner')`))
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('place', 'integer', (column) => column.notNull())
      .addColumn('guestUntil', 'integer')
      .addColumn('guestSponsor', 'text')
      .addUniqueConstraint('onceInAPlan', ['plan', 'person'])
      .execute()
    await db.schema
      .createTable('sessions')
      .addColumn('hash', 'text', (column) => column.primaryKey())
      .addColumn('person', 'text', (column) => column.notNull().references('people.id').onDelete('cascade'))
      .addColumn('createdAt', 'integer', (column) => column.notNull())
      .addColumn('seenAt', 'integer', (column) => column.notNull())
      .addColumn('endsAt', 'integer', (column) => column.notNull())
      .execute()
  },
}
