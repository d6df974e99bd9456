import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test } from 'vitest'
import { migrate } from '../migrations.ts'
import { kyselyOver } from './dialect.ts'
import { LoopLog } from './loop-log.ts'
import { openDatabase } from './open.ts'

const update = (...bytes: number[]) => ({
  room: 'plan:aaaaaaaaaaaa',
  bytes: Uint8Array.from(bytes),
  member: 'mara',
  side: 'vendor' as const,
  at: 1_000,
})

/** A folder with an empty database, the loop's log on it, and another connection to it. */
async function aLog(now?: () => number) {
  const folder = mkdtempSync(join(tmpdir(), 'concord-loop-'))
  const thread = openDatabase(folder)
  await migrate(kyselyOver(thread))
  const log = new LoopLog(folder, now)
  onTestFinished(() => {
    log.close()
    thread.close()
    rmSync(folder, { recursive: true })
  })
  return { folder, thread, log }
}

test('ST11 what the loop appends is there for the thread at once, and the numbers go on from either', async () => {
  const { log, thread } = await aLog()
  expect(log.append([update(1), update(2)])).toEqual([1, 2])
  expect(thread.prepare('SELECT count(*) AS count FROM updates').get()).toEqual({ count: 2 })
  expect(log.append([update(3)])).toEqual([3])
})

test('RM4 while the thread writes, the loop leaves a batch to it instead of waiting', async () => {
  const { log, thread } = await aLog()
  thread.exec('BEGIN IMMEDIATE')
  expect(log.append([update(1)])).toBeNull()
  thread.exec('COMMIT')
  expect(log.append([update(1)])).toEqual([1])
})

test('RM4 a big batch is left to the thread', async () => {
  const { log } = await aLog()
  expect(log.append([{ ...update(), bytes: new Uint8Array(200_000) }])).toBeNull()
})

test('RM4 a disk that is slow to take what it need not keep yet is left to the thread for a while', async () => {
  let now = 0
  let takes = 0
  const { log } = await aLog(() => {
    now += takes
    return now
  })
  takes = 100
  expect(log.append([update(1)])).toEqual([1])
  takes = 0
  expect(log.append([update(2)])).toBeNull()
  now += 10_001
  expect(log.append([update(2)])).toEqual([2])
})

test('ST11 an act that reads before it writes is not refused because an append came in between', async () => {
  const { log, folder } = await aLog()
  const kysely = kyselyOver(new DatabaseSync(join(folder, 'concord.db'), { timeout: 5_000 }))
  await kysely.transaction().execute(async (db) => {
    await db.selectFrom('plans').selectAll().execute()
    expect(log.append([update(1)])).toBeNull()
    await db.insertInto('companies').values({ id: 'c', name: 'Company', shortName: 'C' }).execute()
  })
  expect(log.append([update(1)])).toEqual([1])
  await kysely.destroy()
})
