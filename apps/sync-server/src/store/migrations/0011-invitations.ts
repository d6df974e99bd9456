import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Invitations into a plan, each bound to a mailbox. */
export const invitationTables: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('invitations')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('plan', 'text', (column) => column.notNull().references('plans.id').onDelete('cascade'))
      .addColumn('side', 'text', (column) => column.notNull())
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('mail', 'text', (column) => column.notNull())
      .addColumn('mailbox', 'text', (column) => column.notNull())
      .addColumn('tokenHash', 'text', (column) => column.notNull().unique())
      .addColumn('invitedBy', 'text', (column) => column.notNull())
      .addColumn('guestUntil', 'integer')
      .addColumn('at', 'integer', (column) => column.notNull())
      .addColumn('endsAt', 'integer', (column) => column.notNull())
      .addColumn('acceptedAt', 'integer')
      .execute()
    await db.schema.createIndex('invitationsByMailbox').on('invitations').column('mailbox').execute()
    await db.schema
      .alterTable('signInRequests')
      .addColumn('invitation', 'text', (column) => column.references('invitations.id').onDelete('set null'))
      .execute()
  },
}
