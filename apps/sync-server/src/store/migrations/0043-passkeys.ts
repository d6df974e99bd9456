import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Passkeys of people, and what a browser was sent away with to bring back once. */
export const passkeyTables: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('passkeys')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('person', 'text', (column) => column.notNull().references('people.id').onDelete('cascade'))
      .addColumn('publicKey', 'text', (column) => column.notNull())
      .addColumn('counter', 'integer', (column) => column.notNull())
      .addColumn('transports', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('addedAt', 'integer', (column) => column.notNull())
      .addColumn('usedAt', 'integer')
      .execute()
    await db.schema.createIndex('passkeysByPerson').on('passkeys').columns(['person', 'addedAt']).execute()
    await db.schema
      .createTable('roundTrips')
      .addColumn('keyHash', 'text', (column) => column.primaryKey())
      .addColumn('purpose', 'text', (column) => column.notNull())
      .addColumn('browserHash', 'text', (column) => column.notNull())
      .addColumn('kept', 'text', (column) => column.notNull())
      .addColumn('endsAt', 'integer', (column) => column.notNull())
      .execute()
    await db.schema.createIndex('roundTripsByEnd').on('roundTrips').column('endsAt').execute()
  },
}
