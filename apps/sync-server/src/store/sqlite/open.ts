import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { StartProblem } from '../../start-problem.ts'
import { words } from '../../words.ts'

const codeOf = (error: unknown): string => String((error as { code?: unknown }).code ?? '')
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Makes sure the data folder is there and can be written. */
export function prepareFolder(folder: string): void {
  try {
    makeFolder(resolve(folder))
  } catch (error) {
    throw new StartProblem(words.start.folderNotMade(folder, codeOf(error)))
  }
  if (!statSync(folder).isDirectory()) throw new StartProblem(words.start.folderIsFile(folder))
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch {
    throw new StartProblem(words.start.folderNotWritable(folder))
  }
}

/** Level by level: where a file system has no place for new folders, Node's own recursion never ends. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  mkdirSync(folder)
}

/**
 * Takes the folder for this process. The lock is an open exclusive transaction on a file of its own, so the
 * operating system gives it back however the process ends.
 */
export function lockFolder(folder: string): DatabaseSync {
  try {
    const lock = new DatabaseSync(join(folder, 'concord.lock'))
    lock.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE')
    return lock
  } catch (error) {
    if (/locked|busy/i.test(messageOf(error))) throw new StartProblem(words.start.folderInUse(folder))
    throw new StartProblem(words.start.folderNotWritable(folder))
  }
}

/** A clean end leaves no write-ahead log behind. */
export const wasCutOff = (folder: string): boolean =>
  (statSync(join(folder, 'concord.db-wal'), { throwIfNoEntry: false })?.size ?? 0) > 0

/** Opens the database with the settings durability rests on. */
export function openDatabase(folder: string): DatabaseSync {
  try {
    const db = new DatabaseSync(join(folder, 'concord.db'))
    for (const setting of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON', 'busy_timeout = 5000'])
      db.exec(`PRAGMA ${setting}`)
    return db
  } catch (error) {
    throw new StartProblem(words.start.databaseNotOpened(folder, messageOf(error)))
  }
}
