import { blocksOf, metaRoot, readPlan, setRegister } from '@concord/schema'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { aServer, aStockClient, until } from './support.ts'

test('RM1 a stock client joins the demo plan, reads a goal, changes a KPI cell, and the other company sees it', async () => {
  const server = await aServer()
  const [halvern, dunmarsh] = [await aStockClient(server, 'vendor'), await aStockClient(server, 'partner')]
  const plan = readPlan(dunmarsh.doc)
  expect(blocksOf(plan, 'smartGoal')[0]!.title).toMatch(/^Book 1\.2 M LineSense/)
  const [table] = blocksOf(plan, 'kpiTable')
  const path = `rows/${table!.rows[0]!.id}/actuals/2026-Q4`
  setRegister(dunmarsh.doc, table!.id, path, 175_000_00)
  const cell = () => blocksOf(readPlan(halvern.doc), 'kpiTable')[0]!.rows[0]!.actuals['2026-Q4']
  await until(halvern.doc, () => cell() === 175_000_00)
})

test('RM2 two stock clients that type at once end up with the same plan', async () => {
  const server = await aServer()
  const [one, two] = [await aStockClient(server, 'vendor'), await aStockClient(server, 'partner')]
  for (let n = 0; n < 50; n += 1) {
    metaRoot(one.doc).set(`one${n}`, n)
    metaRoot(two.doc).set(`two${n}`, n)
  }
  const hasAll = (doc: Y.Doc) => metaRoot(doc).has('one49') && metaRoot(doc).has('two49')
  await Promise.all([until(one.doc, () => hasAll(one.doc)), until(two.doc, () => hasAll(two.doc))])
  expect(Y.encodeStateVector(one.doc)).toEqual(Y.encodeStateVector(two.doc))
})
