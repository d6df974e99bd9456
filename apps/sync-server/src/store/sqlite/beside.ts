import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { StartProblem } from '../../start-problem.ts'
import { words } from '../../words.ts'
import { migrate, tablesOf } from '../migrations.ts'
import { type Records, recordActs, recordsOver } from '../records/records.ts'
import type { Rows } from '../tables.ts'
import { kyselyOver } from './dialect.ts'
import { openDatabase, prepareFolder, tryLock, wasCutOff } from './open.ts'

type AnyAct = (db: Rows, ...rest: readonly unknown[]) => Promise<unknown>

/**
 * Runs acts on the rows of a data folder from a process of its own, whether a server runs on it or not. Each act is one
 * short transaction, which a server waits for and whose rows it reads anew each time. The log of the rooms is left
 * alone. Beside a server the tables must be its own: they are never changed under it.
 */
export async function withRecords<T>(folder: string, work: (records: Records) => Promise<T>): Promise<T> {
  prepareFolder(folder)
  const lock = tryLock(folder)
  // Closing the last connection would empty the write-ahead log, by which the next start knows that the last was cut off.
  const reader = lock && wasCutOff(folder) ? openToRead(folder) : null
  const kysely = kyselyOver(openDatabase(folder))
  try {
    if (lock) await migrate(kysely)
    else if ((await tablesOf(kysely)) !== 'same') throw new StartProblem(words.start.serverOfAnotherVersion)
    const acts = recordActs as unknown as Record<string, AnyAct>
    return await work(recordsOver((act, args) => kysely.transaction().execute((db) => acts[act]!(db, ...args))))
  } finally {
    await kysely.destroy()
    reader?.close()
    lock?.release()
  }
}

/** The database to be read only, whether a server runs on it or not. */
export function openToRead(folder: string): DatabaseSync {
  const file = join(folder, 'concord.db')
  if (!existsSync(file)) throw new StartProblem(words.start.noDatabase(folder))
  const db = new DatabaseSync(file, { readOnly: true })
  try {
    db.exec('PRAGMA busy_timeout = 5000')
    db.prepare('SELECT count(*) FROM sqlite_master').get()
    return db
  } catch (error) {
    db.close()
    throw new StartProblem(
      words.start.databaseNotOpened(folder, error instanceof Error ? error.message : String(error)),
    )
  }
}
