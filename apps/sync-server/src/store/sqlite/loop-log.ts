import type { DatabaseSync } from 'node:sqlite'
import type { NewUpdate } from '../store.ts'
import { SqliteLog } from './log.ts'
import { openDatabase } from './open.ts'

/** A batch of more bytes is copied and written by the thread. */
const LARGEST = 128 * 1024
/** Commits that take this long on average hold up everybody's messages. Milliseconds. */
const SLOW = 5
/** How long the thread commits after that, before the loop tries again. Milliseconds. */
const REST = 10_000

const SQLITE_BUSY = 5

/**
 * Appends on the event loop. A commit that does not wait for the disk copies a page or two into the operating system's
 * memory, and takes a fifth of what it costs to hand a batch to another thread and hear back. Whatever could hold up
 * the loop is left to the thread: big batches, and everything while the database is busy or slow.
 */
export class LoopLog {
  readonly #db: DatabaseSync
  readonly #log: SqliteLog
  readonly #now: () => number
  #average = 0
  #restsUntil = Number.NEGATIVE_INFINITY

  /** The folder's database exists and has its newest shape. `now` counts milliseconds from anywhere. */
  constructor(folder: string, now: () => number = () => performance.now()) {
    this.#db = openDatabase(folder)
    // Copying the write-ahead log into the database waits for the disk, so that is the thread's; so is waiting in line.
    for (const setting of ['synchronous = NORMAL', 'wal_autocheckpoint = 0', 'busy_timeout = 0'])
      this.#db.exec(`PRAGMA ${setting}`)
    this.#log = new SqliteLog(this.#db)
    this.#now = now
  }

  /** The sequence numbers, or null when nothing was written because the thread should. Throws when it failed. */
  append(updates: readonly NewUpdate[]): number[] | null {
    const started = this.#now()
    if (started < this.#restsUntil) return null
    if (updates.reduce((sum, { bytes }) => sum + bytes.length, 0) > LARGEST) return null
    try {
      return this.#log.append(updates)
    } catch (error) {
      if ((error as { errcode?: number }).errcode === SQLITE_BUSY) return null
      throw error
    } finally {
      this.#took(this.#now() - started)
    }
  }

  close(): void {
    this.#db.close()
  }

  #took(milliseconds: number): void {
    this.#average = 0.9 * this.#average + 0.1 * milliseconds
    if (this.#average <= SLOW) return
    this.#average = 0
    this.#restsUntil = this.#now() + REST
  }
}
