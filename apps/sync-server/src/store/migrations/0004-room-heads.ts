import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** The newest sequence number of each room: rows that damage has hidden are missed by it. */
export const roomHeads: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('roomHeads')
      .addColumn('room', 'text', (column) => column.primaryKey())
      .addColumn('seq', 'integer', (column) => column.notNull())
      .execute()
    await sql`INSERT INTO roomHeads (room, seq) SELECT room, max(seq) FROM updates GROUP BY room`.execute(db)
  },
}
