import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inFolder, numbers, openLog, PAGE, ROOM, SEED, update } from './hostile-log.ts'

const CUTS = Number(process.env.CONCORD_POWER_CUTS ?? 30)

/** The database's file after a cut while the log was being moved into it: each page old, new or half written. */
function torn(before: Buffer, after: Buffer, random: (below: number) => number): Buffer {
  const image = Buffer.from(after.subarray(0, before.length + random(after.length - before.length + 1)))
  for (let from = 0; from < image.length; from += PAGE) {
    const old = before.subarray(from, from + PAGE)
    const what = random(4)
    if (what === 0) {
      image.fill(0, from, Math.min(from + PAGE, image.length))
      image.set(old.subarray(0, image.length - from), from)
    } else if (what === 1) image.set(old.subarray(0, random(Math.min(old.length, image.length - from) + 1)), from)
  }
  return image
}

test(`ST5 ${CUTS} power cuts while the write-ahead log is moved into the database: nothing is lost`, () =>
  inFolder(async (folder) => {
    const random = numbers(SEED)
    const { db, log, close } = await openLog(folder)
    const [database, walFile] = [join(folder, 'concord.db'), join(folder, 'concord.db-wal')]
    let written = 0
    for (let cut = 0; cut < CUTS; cut += 1) {
      for (const end = written + 1 + random(30); written < end; ) {
        written += 1
        log.append([update(written, 1 + random(9_000))])
      }
      const before = readFileSync(database)
      // The log's file was synced first and stays until all of it is in the database.
      const wal = readFileSync(walFile)
      db.exec('PRAGMA wal_checkpoint(PASSIVE)')
      const after = readFileSync(database)
      await inFolder(async (image) => {
        writeFileSync(join(image, 'concord.db'), torn(before, after, random))
        writeFileSync(join(image, 'concord.db-wal'), wal)
        const again = await openLog(image)
        const { tail } = again.log.load(ROOM)
        expect(
          tail.map(({ seq, bytes }) => bytes[0] === seq % 251 && seq),
          `cut ${cut} of seed ${SEED}`,
        ).toEqual(Array.from({ length: written }, (_, at) => at + 1))
        await again.close()
      })
    }
    await close()
  }))
