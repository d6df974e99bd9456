import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Share links, the sessions of those who came through one, and whether a plan shows itself in previews. */
export const shareLinkTables: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('shareLinks')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('plan', 'text', (column) => column.notNull().references('plans.id').onDelete('cascade'))
      .addColumn('side', 'text', (column) => column.notNull())
      .addColumn('tokenHash', 'text', (column) => column.notNull().unique())
      .addColumn('role', 'text', (column) => column.notNull().check(sql`role in ('viewer', 'commenter')`))
      .addColumn('audience', 'text', (column) => column.notNull().check(sql`audience in ('companies', 'anyone')`))
      .addColumn('domains', 'text', (column) => column.notNull())
      .addColumn('passwordHash', 'text')
      .addColumn('madeBy', 'text', (column) => column.notNull())
      .addColumn('at', 'integer', (column) => column.notNull())
      .addColumn('endsAt', 'integer', (column) => column.notNull())
      .addColumn('endedAt', 'integer')
      .addColumn('usedAt', 'integer')
      .addColumn('uses', 'integer', (column) => column.notNull().defaultTo(0))
      .addCheckConstraint('anyoneOnlyReads', sql`audience = 'companies' or role = 'viewer'`)
      .execute()
    await db.schema.createIndex('shareLinksByPlan').on('shareLinks').columns(['plan', 'at']).execute()
    await db.schema
      .createTable('linkSessions')
      .addColumn('hash', 'text', (column) => column.primaryKey())
      .addColumn('link', 'text', (column) => column.notNull().references('shareLinks.id').onDelete('cascade'))
      .addColumn('person', 'text', (column) => column.references('people.id').onDelete('cascade'))
      .addColumn('createdAt', 'integer', (column) => column.notNull())
      .addColumn('seenAt', 'integer', (column) => column.notNull())
      .addColumn('endsAt', 'integer', (column) => column.notNull())
      .addColumn('device', 'text', (column) => column.notNull())
      .execute()
    await db.schema
      .alterTable('plans')
      .addColumn('isPreviewed', 'integer', (column) => column.notNull().defaultTo(0))
      .execute()
  },
}
