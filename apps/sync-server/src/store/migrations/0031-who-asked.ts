import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Who asked for a mail to sign in: a browser in which the mailbox was proved before, or else a network. Hashes. */
export const whoAsked: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('signInRequests').addColumn('knownDevice', 'text').execute()
    await db.schema
      .alterTable('signInRequests')
      .addColumn('network', 'text', (column) => column.notNull().defaultTo(''))
      .execute()
  },
}
