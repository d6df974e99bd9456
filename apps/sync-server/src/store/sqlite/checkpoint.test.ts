import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openToRead } from './beside.ts'
import { openSqliteStore } from './sqlite-store.ts'

// It writes 40 MB, on a disk that may be busy.
vi.setConfig({ testTimeout: 60_000 })

const MEGABYTE = 1024 * 1024
const update = (value: number) => ({
  room: 'plan:aaaaaaaaaaaa',
  bytes: new Uint8Array(MEGABYTE).fill(value),
  member: 'mara',
  side: 'vendor' as const,
  at: 1_000,
})

test('CL3 while somebody reads for long, as a backup does, a long write-ahead log keeps nobody from writing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'concord-checkpoint-'))
  const store = await openSqliteStore(folder)
  const reader = openToRead(folder)
  const beside = new DatabaseSync(join(folder, 'concord.db'))
  onTestFinished(async () => {
    beside.close()
    reader.close()
    await store.close()
    rmSync(folder, { recursive: true })
  })
  const read = () => reader.prepare('SELECT count(*) AS count FROM updates').get()
  reader.exec('BEGIN')
  expect(read()).toEqual({ count: 0 })

  // He is refused when somebody keeps the database for less than the thread itself would wait for the reader.
  beside.exec('PRAGMA busy_timeout = 2000')
  for (let value = 1; value <= 45; value += 1) {
    await store.log.append([update(value)])
    // The thread answers this after the checkpoint that the append may have asked for.
    const answered = store.log.load('plan:bbbbbbbbbbbb').then(() => true)
    do beside.exec('BEGIN IMMEDIATE; COMMIT')
    while (!(await Promise.race([answered, new Promise((resolve) => setImmediate(resolve))])))
  }
  const log = join(folder, 'concord.db-wal')
  expect(statSync(log).size).toBeGreaterThan(40 * MEGABYTE)
  expect(read()).toEqual({ count: 0 })

  // Once nobody reads, the log begins anew.
  reader.exec('COMMIT')
  const before = statSync(log).size
  for (let value = 0; value < 12; value += 1) await store.log.append([update(value)])
  expect(statSync(log).size - before).toBeLessThan(10 * MEGABYTE)
})
