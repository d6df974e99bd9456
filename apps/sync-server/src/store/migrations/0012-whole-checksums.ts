import { crc32 } from 'node:zlib'
import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { authorsChecksum, snapshotChecksum, updateChecksum } from '../checksums.ts'
import type { NewUpdate, Snapshot } from '../store.ts'

/** Rows whose checksums are renewed in one go. */
const AT_ONCE = 1_000

type UpdateRow = Pick<NewUpdate, 'bytes' | 'at' | 'member' | 'side'> & { rowid: number; room: string; seq: number }

/**
 * Checksums hold the whole row instead of its bytes alone, and the authors of a room get one too. A row that did not
 * match before does not match afterwards.
 */
export const wholeChecksums: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`ALTER TABLE roomHeads ADD COLUMN authors integer NOT NULL DEFAULT 0`.execute(db)
    const authors = await sql<{ room: string; client: number; member: string | null }>`
      SELECT room, client, member FROM clientAuthors`.execute(db)
    const sums = new Map<string, number>()
    for (const { room, client, member } of authors.rows) sums.set(room, authorsChecksum(client, member, sums.get(room)))
    for (const [room, sum] of sums) await sql`UPDATE roomHeads SET authors = ${sum} WHERE room = ${room}`.execute(db)

    for (let after = 0; ; ) {
      const { rows } = await sql<UpdateRow & { checksum: number }>`
        SELECT rowid, room, seq, bytes, at, member, side, checksum FROM updates
        WHERE rowid > ${after} ORDER BY rowid LIMIT ${AT_ONCE}`.execute(db)
      for (const row of rows) {
        const isWhole = crc32(row.bytes) === row.checksum
        const checksum = updateChecksum(row.room, row.seq, row)
        await sql`UPDATE updates SET checksum = ${isWhole ? checksum : -1} WHERE rowid = ${row.rowid}`.execute(db)
      }
      if (rows.length === 0) break
      after = rows.at(-1)!.rowid
    }

    const snapshots = await sql<Snapshot & { room: string; checksum: number }>`
      SELECT room, seq, bytes, vector, deletes, checksum FROM snapshots`.execute(db)
    for (const { room, checksum, ...snapshot } of snapshots.rows) {
      const isWhole = crc32(snapshot.deletes, crc32(snapshot.vector, crc32(snapshot.bytes))) === checksum
      const renewed = isWhole ? snapshotChecksum(room, snapshot) : -1
      await sql`UPDATE snapshots SET checksum = ${renewed} WHERE room = ${room}`.execute(db)
    }
  },
}
