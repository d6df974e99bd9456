import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test, vi } from 'vitest'
import { migrate } from '../migrations.ts'
import { kyselyOver } from './dialect.ts'
import { DiskFailed, isDiskFailure } from './disk-failed.ts'
import { SqliteLog } from './log.ts'
import { openDatabase } from './open.ts'
import { openSqliteStore } from './sqlite-store.ts'
import type { SyncFile } from './wal-sync.ts'

// Each test opens a database, and a busy disk takes its time over the tables.
vi.setConfig({ testTimeout: 30_000 })

const ROOM = 'plan:aaaaaaaaaaaa'
const update = (value: number, size = 100) => ({
  room: ROOM,
  bytes: new Uint8Array(size).fill(value),
  member: 'mara',
  side: 'vendor' as const,
  at: 1_000,
})

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'concord-failing-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

const lettersIn = (tail: readonly { readonly bytes: Uint8Array }[]) => tail.map(({ bytes }) => bytes[0])

test('ST6 when the third sync fails nothing more is saved, read or written, and what was saved is there after a start', async () => {
  const folder = aFolder()
  const cause = Object.assign(new Error('EIO: i/o error, fdatasync'), { code: 'EIO' })
  let calls = 0
  const syncFile: SyncFile = async () => {
    calls += 1
    if (calls === 3) throw cause
  }
  const store = await openSqliteStore(folder, syncFile)
  for (const value of [1, 2]) await (await store.log.append([update(value)])).saved
  const third = await store.log.append([update(3)])
  await expect(third.saved).rejects.toThrow(cause)
  expect(await store.broken).toBeInstanceOf(DiskFailed)
  await expect(store.log.append([update(4)])).rejects.toThrow(DiskFailed)
  // Who read it now would take for kept what may be gone after a power cut.
  await expect(store.log.load(ROOM)).rejects.toThrow(DiskFailed)
  expect(calls).toBe(3)
  await store.close()

  const again = await openSqliteStore(folder)
  onTestFinished(() => again.close())
  const { tail } = await again.log.load(ROOM)
  expect(lettersIn(tail).slice(0, 2)).toEqual([1, 2])
  expect(lettersIn(tail)).not.toContain(4)
})

test('ST6 pages that are no pages any more break the store for good', async () => {
  const folder = aFolder()
  const store = await openSqliteStore(folder)
  onTestFinished(() => store.close().catch(() => {}))
  await (await store.log.append(Array.from({ length: 50 }, (_, at) => update(at, 2_000)))).saved
  const beside = new DatabaseSync(join(folder, 'concord.db'))
  beside.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  beside.close()
  const database = join(folder, 'concord.db')
  const pages = readFileSync(database)
  writeFileSync(database, pages.fill(0xa5, 4_096))
  await expect(store.log.load(ROOM)).rejects.toThrow(DiskFailed)
  expect(await store.broken).toBeInstanceOf(DiskFailed)
  await expect(store.log.append([update(1)])).rejects.toThrow(DiskFailed)
})

test('ST6 on a full disk all of a batch or nothing is kept, and the numbers go on without a hole once there is room', async () => {
  const db = openDatabase(aFolder())
  const kysely = kyselyOver(db)
  onTestFinished(() => kysely.destroy())
  await migrate(kysely)
  const log = new SqliteLog(db)
  expect(log.append([update(1)])).toEqual([1])
  const { page_count: pages } = db.prepare('PRAGMA page_count').get() as { page_count: number }
  db.exec(`PRAGMA max_page_count = ${pages + 4}`)
  const failure = thrownBy(() => log.append([update(2), update(3, 60_000)]))
  expect(failure).toMatchObject({ errcode: 13, message: expect.stringMatching(/full/) })
  // The disk has lost nothing, so the process goes on.
  expect(isDiskFailure(failure)).toBe(false)
  expect(lettersIn(log.load(ROOM).tail)).toEqual([1])
  db.exec(`PRAGMA max_page_count = ${pages + 1_000}`)
  expect(log.append([update(2), update(3, 60_000)])).toEqual([2, 3])
  expect(lettersIn(log.load(ROOM).tail)).toEqual([1, 2, 3])
})

function thrownBy(act: () => unknown): unknown {
  try {
    act()
  } catch (error) {
    return error
  }
  return undefined
}
