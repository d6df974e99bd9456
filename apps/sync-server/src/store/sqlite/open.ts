import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
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

const LOCK = 'concord.lock'

/** A folder that is taken by this process, until it is let go or the process ends. */
export interface FolderLock {
  release(): void
}

/** Takes the folder for this process; throws a StartProblem when another one has it. */
export function lockFolder(folder: string): FolderLock {
  const lock = tryLock(folder)
  if (!lock) throw new StartProblem(words.start.folderInUse(folder))
  return lock
}

/**
 * The same, or null when another process has the folder. The lock is an open exclusive transaction on a file of its
 * own, so the operating system gives it back however the process ends.
 */
export function tryLock(folder: string): FolderLock | null {
  let lock: DatabaseSync | undefined
  try {
    lock = new DatabaseSync(join(folder, LOCK))
    lock.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE')
  } catch (error) {
    lock?.close()
    if (/locked|busy/i.test(messageOf(error))) return null
    throw new StartProblem(words.start.folderNotWritable(folder))
  }
  const taken = lock
  return { release: () => taken.close() }
}

/** Whether another process has the folder; one without a lock file stays without. */
export function isFolderInUse(folder: string): boolean {
  if (!existsSync(join(folder, LOCK))) return false
  const lock = tryLock(folder)
  lock?.release()
  return lock === null
}

/** Notes which process serves the folder, for whoever looks after it; the lock alone says whether it still does. */
export const noteProcess = (folder: string): void => writeFileSync(join(folder, 'concord.pid'), String(process.pid))

export const forgetProcess = (folder: string): void => rmSync(join(folder, 'concord.pid'), { force: true })

/** The process that was noted last; null for none. */
export function notedProcess(folder: string): number | null {
  try {
    return Number(readFileSync(join(folder, 'concord.pid'), 'utf8')) || null
  } catch {
    return null
  }
}

const RESTORED = 'concord.restored'

/**
 * Whether editors may hold more than the folder does of what was acknowledged or seen: its last server was cut off, as
 * a clean end leaves no write-ahead log behind, or the folder is an older state of itself.
 */
export const wasCutOff = (folder: string): boolean =>
  (statSync(join(folder, 'concord.db-wal'), { throwIfNoEntry: false })?.size ?? 0) > 0 ||
  existsSync(join(folder, RESTORED))

/** Notes that the folder was brought back from a backup. The next server that opens it forgets the note. */
export const noteRestored = (folder: string): void => writeFileSync(join(folder, RESTORED), '')

export const forgetRestored = (folder: string): void => rmSync(join(folder, RESTORED), { force: true })

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
