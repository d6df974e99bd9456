import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '../migrations.ts'
import { kyselyOver } from './dialect.ts'
import { SqliteLog } from './log.ts'
import { openDatabase } from './open.ts'

/** What the tests of a failing disk share. */

export const PAGE = 4_096
export const ROOM = 'plan:aaaaaaaaaaaa'
export const SEED = Number(process.env.CONCORD_FUZZ_SEED ?? 1)

/** Numbers that are the same for the same seed. */
export function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 4_294_967_296) * below)
  }
}

export const update = (value: number, size: number, room = ROOM) => ({
  room,
  bytes: new Uint8Array(size).fill(value % 251),
  member: `member${value % 3}`,
  side: 'vendor' as const,
  at: value,
  newClients: [value],
})

/** Runs something on a folder that is gone afterwards. */
export async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'concord-cut-'))
  try {
    return await use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The log on a folder, in this thread, with the settings appends use. */
export async function openLog(folder: string) {
  const db = openDatabase(folder)
  const kysely = kyselyOver(db)
  await migrate(kysely)
  db.exec('PRAGMA synchronous = NORMAL')
  return { db, log: new SqliteLog(db), close: () => kysely.destroy() }
}
