import { crc32 } from 'node:zlib'
import type { NewUpdate, Snapshot } from './store.ts'

/**
 * A checksum holds everything a row says and where it belongs: damage may change bytes, and it may make one row stand
 * where another should.
 */
export const updateChecksum = (
  room: string,
  seq: number,
  { bytes, at, member, side }: Pick<NewUpdate, 'bytes' | 'at' | 'member' | 'side'>,
): number => crc32(bytes, crc32(`${room} ${seq} ${at} ${member} ${side}`))

export const snapshotChecksum = (room: string, { seq, bytes, vector, deletes }: Snapshot): number =>
  crc32(deletes, crc32(vector, crc32(bytes, crc32(`${room} ${seq}`))))

/**
 * The checksum of a room's authors with one more in it. Their order does not matter, and taking one in twice takes it
 * out again.
 */
export const authorsChecksum = (client: number, member: string | null, others = 0): number =>
  (others ^ crc32(member === null ? `${client}` : `${client} ${member}`)) >>> 0
