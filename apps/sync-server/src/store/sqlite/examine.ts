import type { DatabaseSync } from 'node:sqlite'
import { tablesOf } from '../migrations.ts'
import { CorruptRoom } from '../store.ts'
import { kyselyOver } from './dialect.ts'
import { SqliteLog } from './log.ts'
import { type StoredRow, verified } from './verified.ts'

/** What was found in a database. */
export interface Examined {
  /** What SQLite itself finds wrong; empty when nothing is. */
  readonly faults: readonly string[]
  /** How its tables stand to this Concord's. Rooms are looked at only when they are the same. */
  readonly tables: 'same' | 'older' | 'newer'
  readonly rooms: number
  /** Rooms whose rows are not the ones that were written. */
  readonly damaged: readonly string[]
}

const FAULTS = 5

/** Looks at a database: SQLite's own check, and the checksum of everything in every room. */
export async function examine(db: DatabaseSync, how: 'quick' | 'whole'): Promise<Examined> {
  const faults = faultsOf(db, how)
  const unread = { faults, rooms: 0, damaged: [] }
  if (faults.length > 0) return { ...unread, tables: 'same' }
  const tables = await tablesOf(kyselyOver(db))
  return tables === 'same' ? { faults, tables, ...roomsOf(db) } : { ...unread, tables }
}

/** What SQLite finds wrong with its file; a quick look leaves out whether indexes and tables agree. */
function faultsOf(db: DatabaseSync, how: 'quick' | 'whole'): string[] {
  const pragma = how === 'quick' ? 'quick_check' : 'integrity_check'
  try {
    const told = db
      .prepare(`PRAGMA ${pragma}(${FAULTS})`)
      .all()
      .flatMap((row) => Object.values(row).map(String))
    return told.length === 1 && told[0] === 'ok' ? [] : told
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  }
}

function roomsOf(db: DatabaseSync): Pick<Examined, 'rooms' | 'damaged'> {
  const rooms = db
    .prepare('SELECT room FROM roomHeads UNION SELECT room FROM snapshots UNION SELECT room FROM updates')
    .all()
    .map(({ room }) => String(room))
  const log = new SqliteLog(db)
  const updates = db.prepare('SELECT seq, bytes, at, member, side, checksum FROM updates WHERE room = ? ORDER BY seq')
  const isDamaged = (room: string) => {
    try {
      log.load(room)
      for (const row of updates.iterate(room)) verified(room, row as unknown as StoredRow)
      return false
    } catch (error) {
      if (error instanceof CorruptRoom) return true
      throw error
    }
  }
  return { rooms: rooms.length, damaged: rooms.filter(isDamaged) }
}
