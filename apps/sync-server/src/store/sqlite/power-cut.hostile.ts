import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { migrate } from '../migrations.ts'
import { kyselyOver } from './dialect.ts'
import { SqliteLog } from './log.ts'
import { openDatabase } from './open.ts'

const CUTS = Number(process.env.CONCORD_POWER_CUTS ?? 30)
const FLIPS = Number(process.env.CONCORD_BIT_FLIPS ?? 200)
const PAGE = 4_096
const ROOM = 'plan:aaaaaaaaaaaa'

/** Numbers that are the same for the same seed. */
function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 4_294_967_296) * below)
  }
}

const update = (value: number, size: number) => ({
  room: ROOM,
  bytes: new Uint8Array(size).fill(value % 251),
  member: 'mara',
  side: 'vendor' as const,
  at: value,
})

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'concord-cut-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** The log on a folder, in this thread, with the settings appends use. */
async function openLog(folder: string) {
  const db = openDatabase(folder)
  const kysely = kyselyOver(db)
  await migrate(kysely)
  db.exec('PRAGMA synchronous = NORMAL')
  return { db, log: new SqliteLog(db), close: () => kysely.destroy() }
}

test('ST5 a power cut loses nothing that was synced, whatever it does to the rest of the write-ahead log', async () => {
  const folder = aFolder()
  const random = numbers(3)
  const { log, close } = await openLog(folder)
  const database = join(folder, 'concord.db')
  const walFile = join(folder, 'concord.db-wal')
  let written = 0
  const write = (count: number) => {
    for (const end = written + count; written < end; ) {
      written += 1
      log.append([update(written, 1 + random(9_000))])
    }
  }
  for (let cut = 0; cut < CUTS; cut += 1) {
    write(1 + random(20))
    // What a sync makes safe: everything the log's file held at this moment.
    const synced = written
    const safe = readFileSync(walFile)
    write(random(20))
    const wal = readFileSync(walFile)
    const image = aFolder()
    copyFileSync(database, join(image, 'concord.db'))
    writeFileSync(join(image, 'concord.db-wal'), torn(wal, safe, random))
    const after = await openLog(image)
    const { tail } = after.log.load(ROOM)
    expect(tail.length, `cut ${cut}`).toBeGreaterThanOrEqual(synced)
    expect(tail.map(({ seq }) => seq)).toEqual(tail.map((_, index) => index + 1))
    for (const { seq, bytes } of tail) expect(bytes[0]).toBe(seq % 251)
    // It goes on where it stopped.
    expect(after.log.append([update(tail.length + 1, 3)])).toEqual([tail.length + 1])
    await after.close()
  }
  await close()
})

/** The log's file after a cut: pages that were not synced are there, old, empty, half written, or missing at the end. */
function torn(wal: Buffer, safe: Buffer, random: (below: number) => number): Buffer {
  const image = Buffer.from(wal.subarray(0, safe.length + random(wal.length - safe.length + 1)))
  for (let from = 0; from < image.length; from += PAGE) {
    const to = Math.min(from + PAGE, image.length)
    // Bytes that the sync covered and nobody wrote since stay as they are.
    const isSafe = to <= safe.length && wal.subarray(from, to).equals(safe.subarray(from, to))
    if (isSafe) continue
    const start = Math.max(from, Math.min(safe.length, to))
    const what = random(4)
    if (what === 0) image.fill(0, start, to)
    else if (what === 1) image.fill(random(256), start + random(to - start), to)
  }
  return image
}

test('ST7 flipped bits in the file are found or harmless: never another content, never a silent empty plan', async () => {
  const folder = aFolder()
  const random = numbers(5)
  const { log, close } = await openLog(folder)
  const wanted = Array.from({ length: 40 }, (_, index) => update(index + 1, 200 + random(3_000)))
  for (const each of wanted) log.append([each])
  await close()
  expect(existsSync(join(folder, 'concord.db-wal'))).toBe(false)
  const whole = readFileSync(join(folder, 'concord.db'))
  let found = 0
  for (let flip = 0; flip < FLIPS; flip += 1) {
    const image = mkdtempSync(join(tmpdir(), 'concord-flip-'))
    const bytes = Buffer.from(whole)
    for (let bits = 1 + random(64); bits > 0; bits -= 1) {
      const at = random(bytes.length)
      bytes[at] = bytes[at]! ^ (1 << random(8))
    }
    writeFileSync(join(image, 'concord.db'), bytes)
    try {
      const after = await openLog(image)
      try {
        const { tail } = after.log.load(ROOM)
        expect(tail.map(({ bytes: kept }) => Buffer.from(kept))).toEqual(
          wanted.map(({ bytes: put }) => Buffer.from(put)),
        )
      } catch (error) {
        if (error instanceof Error && error.name === 'AssertionError') throw error
        // Whatever is thrown, the room does not open.
        found += 1
      } finally {
        await after.close().catch(() => {})
      }
    } catch (error) {
      if (error instanceof Error && error.name === 'AssertionError') throw error
      found += 1
    } finally {
      rmSync(image, { recursive: true, force: true })
    }
  }
  expect(found).toBeGreaterThan(0)
})
