import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inFolder, numbers, openLog, PAGE, ROOM, SEED, update } from './hostile-log.ts'

const CUTS = Number(process.env.CONCORD_POWER_CUTS ?? 30)

test(`ST5 ${CUTS} power cuts lose nothing that was synced, whatever they do to the rest of the write-ahead log`, () =>
  inFolder(async (folder) => {
    const random = numbers(SEED)
    const { log, close } = await openLog(folder)
    const [database, walFile] = [join(folder, 'concord.db'), join(folder, 'concord.db-wal')]
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
      await inFolder(async (image) => {
        copyFileSync(database, join(image, 'concord.db'))
        writeFileSync(join(image, 'concord.db-wal'), torn(wal, safe, random))
        const after = await openLog(image)
        const { tail } = after.log.load(ROOM)
        expect(tail.length, `cut ${cut} of seed ${SEED}`).toBeGreaterThanOrEqual(synced)
        expect(tail.map(({ seq, bytes }) => bytes[0] === seq % 251 && seq)).toEqual(tail.map((_, at) => at + 1))
        // It goes on where it stopped.
        expect(after.log.append([update(tail.length + 1, 3)])).toEqual([tail.length + 1])
        await after.close()
      })
    }
    await close()
  }))

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
