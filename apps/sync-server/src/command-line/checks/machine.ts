import { existsSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import type { Clock } from '../../clock.ts'
import { StartProblem } from '../../start-problem.ts'
import { prepareFolder } from '../../store/sqlite/open.ts'
import { causeOf } from '../disk.ts'
import { commandWords } from '../words.ts'
import { bad, type Finding, good, look } from './check.ts'

const say = commandWords.doctor
/** The first Node that runs TypeScript as it is and brings SQLite. */
const OLDEST_NODE = 24
const LITTLE_SPACE = 1e9
const NO_SPACE = 1e8
/** File systems round times, and writing takes one. Milliseconds. */
const CLOCK_PLAY = 5_000

export function nodeCheck(version: string): Finding {
  return Number.parseInt(version, 10) >= OLDEST_NODE ? good(say.node(version)) : bad(say.nodeOld(version, OLDEST_NODE))
}

export function folderCheck(folder: string): Finding {
  if (!existsSync(folder)) return look(say.noFolder(folder))
  try {
    prepareFolder(folder)
    const { bavail, bsize } = statfsSync(folder)
    const free = bavail * bsize
    if (free < LITTLE_SPACE) return (free < NO_SPACE ? bad : look)(say.littleSpace(folder, free))
    return good(say.space(folder, free))
  } catch (error) {
    return bad(error instanceof StartProblem ? error.message : causeOf(error))
  }
}

/**
 * A machine cannot know the right time by itself. It can know that its clock is wrong: when the disk gives a file
 * another time, or something is stored that would have happened later than now.
 */
export function clockCheck(folder: string, db: DatabaseSync | null, clock: Clock): Finding {
  const now = clock.now()
  const apart = existsSync(folder) ? Math.abs(timeOfDisk(folder) - now) : 0
  if (apart > CLOCK_PLAY) return bad(say.clockApart(apart / 1_000))
  const behind = (db ? newestIn(db) : 0) - now
  return behind > CLOCK_PLAY ? bad(say.clockBehind(behind / 1_000)) : good(say.clockRight)
}

function timeOfDisk(folder: string): number {
  const file = join(folder, `doctor-${process.pid}`)
  try {
    writeFileSync(file, '')
    return statSync(file).mtimeMs
  } finally {
    rmSync(file, { force: true })
  }
}

/** When the newest of what carries a time was stored. */
function newestIn(db: DatabaseSync): number {
  const newest = db
    .prepare(
      `SELECT max(at) AS at FROM (SELECT max(at) AS at FROM updates UNION ALL SELECT max(at) FROM audit
       UNION ALL SELECT max(at) FROM mails UNION ALL SELECT max(seenAt) FROM sessions)`,
    )
    .get()
  return Number(newest?.at ?? 0)
}
