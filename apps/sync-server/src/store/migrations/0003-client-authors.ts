import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Whose a Yjs client id is in a room; `member` is null for the server's own. */
export const clientAuthors: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('clientAuthors')
      .addColumn('room', 'text', (column) => column.notNull())
      .addColumn('client', 'integer', (column) => column.notNull())
      .addColumn('member', 'text')
      .addPrimaryKeyConstraint('oneAuthorPerClient', ['room', 'client'])
      .execute()
  },
}
