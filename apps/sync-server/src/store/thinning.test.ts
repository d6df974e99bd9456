import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addRow, birth, newId, removeRow, setRegister, shapeOfKind, textAt } from '@concord/schema'
import { expect, onTestFinished, test, vi } from 'vitest'
import * as Y from 'yjs'
import { systemClock } from '../clock.ts'
import { silentLog } from '../log.ts'
import { keptOf } from '../plan-reader/kept-changes.ts'
import { openSqliteStore } from './sqlite/sqlite-store.ts'
import { KEEP_BYTES, Thinning } from './thinning.ts'

// A busy disk takes its time over the tables.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const NOW = Date.UTC(2026, 10, 23)

/** A store with one plan that somebody wrote long ago, an Update for each of `numbers` and some before. */
async function anOldPlan(numbers: number) {
  const folder = mkdtempSync(join(tmpdir(), 'concord-thinning-'))
  const store = await openSqliteStore(folder)
  onTestFinished(async () => {
    await store.close()
    rmSync(folder, { recursive: true })
  })
  const room = `plan:${newId()}`
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (bytes: Uint8Array) => updates.push(bytes))
  const block = newId()
  const shape = shapeOfKind('kpiTable')!
  birth(doc, block, shape)
  const row = addRow(doc, block, 'rows', shape.rows.rows!)
  textAt(doc, block, 'title')!.insert(0, 'Measures')
  for (let n = 0; n < numbers; n += 1) setRegister(doc, block, `rows/${row}/target`, n)
  setRegister(doc, block, `rows/${row}/target`, null)
  removeRow(doc, block, 'rows', row)
  const day = 86_400_000
  const { saved } = await store.log.append(
    updates.map((bytes, at) => ({
      room,
      bytes,
      member: `m${at % 2}`,
      side: 'vendor',
      at: NOW - KEEP_BYTES - (updates.length - at) * day,
    })),
  )
  await saved
  return { store, room, doc, block, row, updates }
}

/** Reads on this thread; fails at the calls the test names. */
function aReader(failsAt: readonly number[] = []) {
  let calls = 0
  const docOf = (updates: readonly Uint8Array[]) => {
    const doc = new Y.Doc()
    for (const update of updates) Y.applyUpdate(doc, update)
    return doc
  }
  return {
    async snapshot({ seq, updates }: { seq: number; updates: readonly Uint8Array[] }) {
      const doc = docOf(updates)
      const vector = Y.encodeStateVector(doc)
      return { seq, bytes: Y.encodeStateAsUpdate(doc), vector, deletes: Y.encodeStateAsUpdate(doc, vector) }
    },
    async kept(_room: string, { updates }: { updates: readonly Uint8Array[] }, logged: Parameters<typeof keptOf>[1]) {
      calls += 1
      if (failsAt.includes(calls)) throw new Error('killed')
      return keptOf(docOf(updates), logged)
    },
    async close() {},
  }
}

const clock = { ...systemClock, now: () => NOW, after: () => () => {}, every: () => () => {} }

test('HI4 what is cut off in the middle is whole at every moment and goes on where it was', async () => {
  const { store, room, doc, block, row, updates } = await anOldPlan(1_100)
  const left = async () => (await store.history.before(room, Number.MAX_SAFE_INTEGER, 10_000)).length
  const whole = async () => {
    const { snapshot, tail } = await store.log.load(room)
    const loaded = new Y.Doc()
    for (const bytes of [snapshot!.bytes, ...tail.map((each) => each.bytes)]) Y.applyUpdate(loaded, bytes)
    expect(Y.encodeStateVector(loaded)).toEqual(Y.encodeStateVector(doc))
  }
  await new Thinning({ store, reader: aReader([2]), clock, log: silentLog }).run()
  expect(await left()).toBe(updates.length - 500)
  await whole()
  await new Thinning({ store, reader: aReader(), clock, log: silentLog }).run()
  expect(await left()).toBe(0)
  await whole()

  const target = await store.history.keptOf(room, block, `rows/${row}/target`)
  expect(target.slice(-3).map(({ act, value }) => [act, value])).toEqual([
    ['set', 1_098],
    ['set', 1_099],
    ['clear', undefined],
  ])
  const acts = async (path: string) => (await store.history.keptOf(room, block, path)).map(({ act }) => act)
  expect(await acts('')).toEqual(['born'])
  expect(await acts(`rows/${row}`)).toEqual(['born'])
  expect(await acts('title')).toEqual(['text'])
  expect(await acts(`rows/${row}/order`)).toEqual(['set', 'clear'])
  expect(await acts('kind')).toEqual(['set'])
})

test('HI2 what is 30 days old or younger stays as it came', async () => {
  const { store, room, updates } = await anOldPlan(3)
  const earlier = { ...clock, now: () => NOW - 2 * 86_400_000 }
  await new Thinning({ store, reader: aReader(), clock: earlier, log: silentLog }).run()
  const left = await store.history.before(room, Number.MAX_SAFE_INTEGER, 10)
  expect(left.map(({ bytes }) => bytes)).toEqual([updates.at(-1)!, updates.at(-2)!])
})
