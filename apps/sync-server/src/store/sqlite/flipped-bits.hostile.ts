import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { expect, test } from 'vitest'
import { inFolder, numbers, openLog, ROOM, SEED, update } from './hostile-log.ts'

const FLIPS = Number(process.env.CONCORD_BIT_FLIPS ?? 200)
const OTHER = 'plan:bbbbbbbbbbbb'

const bits = (count: number, bytes: Buffer, random: (below: number) => number): Buffer => {
  const copy = Buffer.from(bytes)
  for (let left = count; left > 0; left -= 1) {
    const at = random(copy.length)
    copy[at] = copy[at]! ^ (1 << random(8))
  }
  return copy
}

/** What a folder with these files gives back: its rooms, or null where something was found wrong. */
async function read(files: Readonly<Record<string, Buffer>>) {
  return inFolder(async (folder) => {
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes)
    const rooms: (object | null)[] = []
    try {
      const { log, close } = await openLog(folder)
      for (const room of [ROOM, OTHER])
        try {
          rooms.push(log.load(room))
        } catch {
          rooms.push(null)
        }
      await close().catch(() => {})
    } catch {
      return [null, null]
    }
    return rooms
  })
}

test(`ST7 ${FLIPS} times flipped bits in the database are found or harmless, and in its log end it: never other content`, () =>
  inFolder(async (folder) => {
    const random = numbers(SEED)
    const { db, log, close } = await openLog(folder)
    const write = (at: number) => log.append([update(at, 200 + random(3_000)), update(at, 90, OTHER)])
    for (let at = 1; at <= 10; at += 1) write(at)
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    // What both rooms held then, and after each transaction since.
    const moments: object[][] = []
    const note = () => moments.push([log.load(ROOM), log.load(OTHER)])
    note()
    for (let at = 11; at <= 50; at += 1) {
      write(at)
      note()
    }
    const part = (value: number) => new Uint8Array(1_500).fill(value)
    log.putSnapshot(ROOM, { seq: 25, bytes: part(1), vector: part(2), deletes: part(3) }, 1)
    note()
    const wanted = moments.at(-1)!
    const wal = { 'concord.db-wal': readFileSync(join(folder, 'concord.db-wal')) }
    const inLog = { 'concord.db': readFileSync(join(folder, 'concord.db')), ...wal }
    // The log stays as it is until somebody writes into it again.
    db.exec('PRAGMA wal_checkpoint(PASSIVE)')
    const inBoth = { 'concord.db': readFileSync(join(folder, 'concord.db')), ...wal }
    await close()
    expect(existsSync(join(folder, 'concord.db-wal'))).toBe(false)
    const moved = { 'concord.db': readFileSync(join(folder, 'concord.db')) }
    const isOfSomeMoment = (room: object | null, at: number) =>
      room === null || moments.some((moment) => isDeepStrictEqual(moment[at], room))
    let found = 0
    const ends = new Set<number>()
    for (let flip = 0; flip < FLIPS; flip += 1) {
      const [where, whole] = (
        [
          ['log', inLog],
          ['database', moved],
          ['both', inBoth],
          ['database', moved],
        ] as const
      )[flip % 4]!
      const file = where === 'database' ? 'concord.db' : 'concord.db-wal'
      const files: Record<string, Buffer> = { ...whole }
      // The first flip ends the log: with many of them it would end near its beginning each time.
      files[file] = bits(1 + random(where === 'database' ? 64 : 2), files[file]!, random)
      const rooms = await read(files)
      const name = `flip ${flip} of seed ${SEED} in ${where}`
      if (where === 'log') {
        // What a power cut leaves: what was there at some moment, to the byte, and nothing else.
        const end = moments.findIndex((moment) => isDeepStrictEqual(moment, rooms))
        expect(end, name).not.toBe(-1)
        ends.add(end)
      } else if (where === 'both') {
        // Pages of the log that are older than those of the database hide them: each room is then of some moment, or found.
        expect(rooms.every(isOfSomeMoment), name).toBe(true)
      } else {
        if (rooms.includes(null)) found += 1
        for (const [at, room] of rooms.entries()) if (room !== null) expect(room, name).toEqual(wanted[at])
      }
    }
    expect(ends.size).toBeGreaterThan(10)
    expect(found).toBeGreaterThan(0)
  }))
