import type { DatabaseSync } from 'node:sqlite'

/** Frames of the write-ahead log above which writers wait for a moment, so that it can begin anew. */
const LONGEST = 8_000

/**
 * Brings the write-ahead log into the database. It waits for nobody: who reads for long, as a backup does, lets the log
 * grow, and the next one empties it.
 */
export function checkpoint(db: DatabaseSync): void {
  const { log } = db.prepare('PRAGMA wal_checkpoint(PASSIVE)').get() as { log: number }
  if (log <= LONGEST) return
  const { timeout } = db.prepare('PRAGMA busy_timeout').get() as { timeout: number }
  // Whoever writes without a pause never lets it begin anew, so writers are kept out; nearly all is copied already.
  // Waiting for readers meanwhile would hold up everybody.
  db.exec('PRAGMA busy_timeout = 0')
  try {
    db.exec('PRAGMA wal_checkpoint(RESTART)')
  } finally {
    db.exec(`PRAGMA busy_timeout = ${timeout}`)
  }
}
