import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
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

test(`ST7 ${FLIPS} times flipped bits in the database and its log are found or harmless: never other content, never a silent empty plan`, () =>
  inFolder(async (folder) => {
    const random = numbers(SEED)
    const { log, close } = await openLog(folder)
    for (let at = 1; at <= 40; at += 1) log.append([update(at, 200 + random(3_000)), update(at, 90, OTHER)])
    const part = (value: number) => new Uint8Array(1_500).fill(value)
    log.putSnapshot(ROOM, { seq: 25, bytes: part(1), vector: part(2), deletes: part(3) }, 1)
    const [wanted, other] = [log.load(ROOM), log.load(OTHER)]
    const inLog = {
      'concord.db': readFileSync(join(folder, 'concord.db')),
      'concord.db-wal': readFileSync(join(folder, 'concord.db-wal')),
    }
    await close()
    expect(existsSync(join(folder, 'concord.db-wal'))).toBe(false)
    const moved = { 'concord.db': readFileSync(join(folder, 'concord.db')) }
    let found = 0
    for (let flip = 0; flip < FLIPS; flip += 1) {
      const files: Record<string, Buffer> = flip % 4 === 0 ? { ...inLog } : { ...moved }
      const file = flip % 4 === 0 ? 'concord.db-wal' : 'concord.db'
      files[file] = bits(1 + random(64), files[file]!, random)
      const [room, second] = await read(files)
      const isFound = room === null || second === null
      if (isFound) found += 1
      const name = `flip ${flip} of seed ${SEED} in ${file}`
      // A log that ends early is what a power cut leaves: then less is there, and nothing else.
      if (file === 'concord.db-wal') continue
      if (room !== null) expect(room, name).toEqual(wanted)
      if (second !== null) expect(second, name).toEqual(other)
    }
    expect(found).toBeGreaterThan(0)
  }))
