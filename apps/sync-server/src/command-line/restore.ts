import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { systemClock } from '../clock.ts'
import type { Settings } from '../settings.ts'
import { StartProblem } from '../start-problem.ts'
import { migrate } from '../store/migrations.ts'
import { kyselyOver } from '../store/sqlite/dialect.ts'
import { examine } from '../store/sqlite/examine.ts'
import {
  type FolderLock,
  isFolderInUse,
  lockFolder,
  noteRestored,
  openDatabase,
  prepareFolder,
} from '../store/sqlite/open.ts'
import { words } from '../words.ts'
import { DATABASE, keptFiles, readBackupFile } from './backup-file.ts'
import { type Answer, oneFile, readArguments } from './command.ts'
import { causeOf, sync } from './disk.ts'
import { commandWords } from './words.ts'

const say = commandWords.restore
/** What may lie in a folder that is called empty: the lock, what a file system brings, what restoring leaves. */
const NOTHING = /^(concord\.(lock|pid)|lost\+found|(restoring|before-restore)-.*)$/

/**
 * Brings a backup into the data folder. It is unpacked and proved inside the folder, so that only renames are left when
 * something is put in its place, also where the folder is a mounted disk of its own.
 */
export async function restore(args: readonly string[], settings: () => Settings): Promise<Answer> {
  const { values, positionals } = readArguments('restore', args, { replace: { type: 'boolean' } })
  const { data } = settings()
  const file = resolve(oneFile(positionals, say.fileNeeded))
  if (!existsSync(file)) throw new StartProblem(say.notRead(file, 'ENOENT'))
  prepareFolder(data)
  const lock = take(data, values.replace ?? false)
  const restoring = join(data, `restoring-${process.pid}`)
  try {
    mkdirSync(restoring, { mode: 0o700 })
    const { madeAt } = await readBackupFile(file, restoring)
    await makeReady(restoring, file)
    const kept = putInPlace(restoring, data)
    const lines = [say.done(data, new Date(madeAt).toISOString()), say.signIn, ...(kept ? [say.kept(kept)] : [])]
    return { text: lines.join('\n'), isGood: true }
  } catch (error) {
    if (error instanceof StartProblem) throw error
    throw new StartProblem(say.notRead(file, causeOf(error)))
  } finally {
    rmSync(restoring, { recursive: true, force: true })
    lock.release()
  }
}

/** Takes a folder into which a backup may come; refuses one in use, and one that holds anything. */
function take(folder: string, replace: boolean): FolderLock {
  const isFree = replace || readdirSync(folder).every((name) => NOTHING.test(name))
  if (isFree) return lockFolder(folder)
  throw new StartProblem(isFolderInUse(folder) ? words.start.folderInUse(folder) : say.notEmpty(folder))
}

/** Proves the unpacked database and brings it to this Concord's tables. Whoever was signed in then is not any more. */
async function makeReady(folder: string, file: string): Promise<void> {
  const db = openDatabase(folder)
  const kysely = kyselyOver(db)
  try {
    const before = await examine(db, 'whole')
    if (before.tables === 'newer') throw new StartProblem(say.newer(file))
    if (before.faults.length > 0) throw new StartProblem(say.damaged(file))
    await migrate(kysely)
    if ((await examine(db, 'quick')).damaged.length > 0) throw new StartProblem(say.damaged(file))
    for (const table of ['sessions', 'linkSessions', 'signInRequests'] as const)
      await kysely.deleteFrom(table).execute()
  } finally {
    await kysely.destroy()
  }
  sync(join(folder, DATABASE))
}

/** Puts the files into the data folder, and what was there into one beside them. Answers which, or null. */
function putInPlace(from: string, data: string): string | null {
  const stamp = new Date(systemClock.now()).toISOString().replace(/\W/g, '-').slice(0, 19)
  const kept = join(data, `before-restore-${stamp}`)
  const old = [...keptFiles, `${DATABASE}-wal`, `${DATABASE}-shm`].filter((name) => existsSync(join(data, name)))
  if (old.length > 0) mkdirSync(kept, { mode: 0o700 })
  for (const name of old) renameSync(join(data, name), join(kept, name))
  noteRestored(data)
  // The database first: a folder with secrets alone would start as a new Concord.
  for (const name of keptFiles) if (existsSync(join(from, name))) renameSync(join(from, name), join(data, name))
  if (old.length > 0) sync(kept)
  sync(data)
  return old.length > 0 ? kept : null
}
