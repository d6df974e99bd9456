import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { StartProblem } from '../start-problem.ts'
import { numbers, SEED } from '../store/sqlite/hostile-log.ts'
import { DATABASE, readBackupFile, writeBackupFile } from './backup-file.ts'

const FLIPS = 300
const MADE_AT = Date.UTC(2026, 10, 30)

/** A folder with a backup of a few bytes, and a way to read what a changed copy of it gives. */
async function aBackup() {
  const folder = mkdtempSync(join(tmpdir(), 'concord-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, DATABASE), Buffer.alloc(5_000, 'plan '))
  writeFileSync(join(folder, 'link-secret'), 'ab'.repeat(32))
  const file = join(folder, 'whole.tar')
  await writeBackupFile(file, folder, [DATABASE, 'link-secret'], MADE_AT)
  const read = async (bytes: Buffer) => {
    const changed = join(folder, 'changed.tar')
    const into = join(folder, 'into')
    rmSync(into, { recursive: true, force: true })
    mkdirSync(into)
    writeFileSync(changed, bytes)
    const { madeAt } = await readBackupFile(changed, into)
    return { madeAt, files: readdirSync(into).map((name) => [name, readFileSync(join(into, name), 'utf8')]) }
  }
  return { bytes: readFileSync(file), read }
}

test('CL4 what was written comes out the same', async () => {
  const { bytes, read } = await aBackup()
  expect(await read(bytes)).toEqual({
    madeAt: MADE_AT,
    files: [
      [DATABASE, 'plan '.repeat(1_000)],
      ['link-secret', 'ab'.repeat(32)],
    ],
  })
})

test(`CL5 ${FLIPS} flipped bits of a backup are found or change nothing`, { timeout: 60_000 }, async () => {
  const { bytes, read } = await aBackup()
  const whole = await read(bytes)
  const random = numbers(SEED)
  let found = 0
  for (let flip = 0; flip < FLIPS; flip += 1) {
    const changed = Buffer.from(bytes)
    const at = random(changed.length)
    changed[at] = changed[at]! ^ (1 << random(8))
    const read1 = await read(changed).catch((error: Error) => error)
    if (read1 instanceof Error) {
      expect(read1, `byte ${at} of seed ${SEED}`).toBeInstanceOf(StartProblem)
      found += 1
    } else expect(read1, `byte ${at} of seed ${SEED}`).toEqual(whole)
  }
  expect(found).toBeGreaterThan(FLIPS / 3)
})

test('CL5 a backup that ends early, wherever, is refused', async () => {
  const { bytes, read } = await aBackup()
  // An archive ends with two empty records, which hold nothing.
  for (let length = 0; length < bytes.length - 1_024; length += 257)
    await expect(read(bytes.subarray(0, length)), `${length} bytes`).rejects.toThrow(StartProblem)
})

test('CL5 a backup of a newer Concord is told as such', async () => {
  const { bytes, read } = await aBackup()
  const newer = Buffer.from(bytes)
  const at = newer.indexOf('"version":1')
  newer.write('"version":2', at)
  await expect(read(newer)).rejects.toThrow(/written by a newer Concord/)
})
