import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { backup as copyDatabase, DatabaseSync } from 'node:sqlite'
import { systemClock } from '../clock.ts'
import { secretNames } from '../secret.ts'
import type { Settings } from '../settings.ts'
import { StartProblem } from '../start-problem.ts'
import { openToRead } from '../store/sqlite/beside.ts'
import { examine } from '../store/sqlite/examine.ts'
import { DATABASE, writeBackupFile } from './backup-file.ts'
import { type Answer, oneFile, readArguments } from './command.ts'
import { causeOf, sync } from './disk.ts'
import { commandWords } from './words.ts'

const say = commandWords.backup
/** Pages that are copied in one step: the more, the sooner the server may empty its write-ahead log again. */
const PAGES_AT_ONCE = 1_000

/** Writes everything in the data folder, as of one moment, into one file; a server may go on meanwhile. */
export async function backup(args: readonly string[], settings: () => Settings): Promise<Answer> {
  const { positionals } = readArguments('backup', args, {})
  const { data } = settings()
  const file = resolve(oneFile(positionals, say.fileNeeded))
  if (existsSync(file)) throw new StartProblem(say.fileThere(file))
  const making = `${file}.making-${process.pid}`
  try {
    mkdirSync(making, { mode: 0o700 })
    const madeAt = systemClock.now()
    const rooms = await copyInto(making, data)
    const secrets = secretNames.filter((name) => existsSync(join(data, name)))
    for (const name of secrets) copyFileSync(join(data, name), join(making, name))
    const whole = join(making, 'whole')
    await writeBackupFile(whole, making, [DATABASE, ...secrets], madeAt)
    renameSync(whole, file)
    sync(dirname(file))
    return { text: [say.done(file, statSync(file).size, rooms), say.secret].join('\n'), isGood: true }
  } catch (error) {
    if (error instanceof StartProblem) throw error
    throw new StartProblem(say.notWritten(file, causeOf(error)))
  } finally {
    rmSync(making, { recursive: true, force: true })
  }
}

/** Copies the database as of one moment and proves that the copy can be opened. Answers how many rooms it holds. */
async function copyInto(folder: string, data: string): Promise<number> {
  const copy = join(folder, DATABASE)
  const source = openToRead(data)
  try {
    // An open transaction holds the moment: without it every write of the server would make the copy begin anew.
    source.exec('BEGIN')
    source.prepare('SELECT count(*) FROM sqlite_master').get()
    await copyDatabase(source, copy, { rate: PAGES_AT_ONCE })
  } finally {
    source.close()
  }
  const proof = new DatabaseSync(copy)
  try {
    const { faults, rooms, damaged } = await examine(proof, 'whole')
    if (faults.length > 0) throw new StartProblem(say.faults(data, faults[0]!))
    if (damaged.length > 0) throw new StartProblem(say.damaged(data, damaged))
    return rooms
  } finally {
    proof.close()
  }
}
