import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Mail addresses of people, domains of companies, requests to sign in, and the mails that Concord sends. */
export const signInTables: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('people').addColumn('mail', 'text').execute()
    await db.schema.alterTable('people').addColumn('mailbox', 'text').execute()
    await db.schema.createIndex('onePersonAMailbox').on('people').column('mailbox').unique().execute()
    await db.schema
      .alterTable('sessions')
      .addColumn('via', 'text', (column) => column.notNull().defaultTo('demo'))
      .execute()
    await db.schema
      .alterTable('sessions')
      .addColumn('device', 'text', (column) => column.notNull().defaultTo(''))
      .execute()
    await db.schema
      .createTable('companyDomains')
      .addColumn('domain', 'text', (column) => column.primaryKey())
      .addColumn('company', 'text', (column) => column.notNull().references('companies.id').onDelete('cascade'))
      .execute()
    await db.schema
      .createTable('signInRequests')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('mailbox', 'text', (column) => column.notNull())
      .addColumn('mail', 'text', (column) => column.notNull())
      .addColumn('browserHash', 'text', (column) => column.notNull())
      .addColumn('linkHash', 'text', (column) => column.notNull().unique())
      .addColumn('codeHash', 'text', (column) => column.notNull())
      .addColumn('returnTo', 'text', (column) => column.notNull())
      .addColumn('askedAt', 'integer', (column) => column.notNull())
      .addColumn('endsAt', 'integer', (column) => column.notNull())
      .addColumn('tries', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('usedAt', 'integer')
      .addColumn('usedBy', 'text')
      .execute()
    await db.schema
      .createIndex('signInRequestsByMailbox')
      .on('signInRequests')
      .columns(['mailbox', 'askedAt'])
      .execute()
    await db.schema
      .createTable('mails')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('recipient', 'text', (column) => column.notNull())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('html', 'text', (column) => column.notNull())
      .addColumn('at', 'integer', (column) => column.notNull())
      .addColumn('state', 'text', (column) =>
        column.notNull().check(sql`state in ('waiting', 'sent', 'failed', 'kept')`),
      )
      .addColumn('tries', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('nextAt', 'integer', (column) => column.notNull())
      .addColumn('failure', 'text')
      .execute()
    await db.schema.createIndex('mailsInLine').on('mails').columns(['state', 'nextAt']).execute()
  },
}
