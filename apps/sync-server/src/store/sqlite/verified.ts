import type { Side } from '@concord/schema'
import { updateChecksum } from '../checksums.ts'
import { CorruptRoom, type StoredUpdate } from '../store.ts'

/** An Update as it lies in the database. */
export interface StoredRow {
  seq: number
  bytes: Uint8Array
  at: number
  member: string | null
  side: Side | null
  checksum: number
}

/** The Update, when its row is the one that was written; otherwise throws CorruptRoom. */
export function verified(room: string, row: StoredRow): StoredUpdate {
  if (updateChecksum(room, row.seq, row) !== row.checksum) throw new CorruptRoom(room, row.seq)
  return { seq: row.seq, bytes: row.bytes }
}
