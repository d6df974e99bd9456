import {
  addRow,
  birth,
  blocksRoot,
  bodyRoot,
  FIELD_ORIGIN,
  newId,
  placeBlock,
  planDoc,
  planJson,
  rowsOf,
  setRegister,
  shapeOfKind,
  textAt,
  valueAt,
} from '@concord/schema'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { createPlanUndo } from './undo.ts'

const plan = planDoc({
  meta: { title: 'Plan', start: '2026-01-01' },
  body: [{ type: 'paragraph', content: [{ text: 'Words' }] }, { block: 'campaignCa01' }],
  blocks: { campaignCa01: { kind: 'campaign', title: 'Expo', budget: 100 } },
})

function person(clientID: number) {
  const doc = new Y.Doc()
  doc.clientID = clientID
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(plan), 'remote')
  return { doc, undo: createPlanUndo(doc) }
}

const meet = (a: Y.Doc, b: Y.Doc) => {
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a, Y.encodeStateVector(b)), 'remote')
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b, Y.encodeStateVector(a)), 'remote')
}

const budget = (doc: Y.Doc) => valueAt(doc, 'campaignCa01', 'budget')

describe('a register', () => {
  it('comes back when the value that is undone had won over another one', () => {
    const [ana, jo] = [person(9), person(1)]
    setRegister(ana.doc, 'campaignCa01', 'budget', 120)
    setRegister(jo.doc, 'campaignCa01', 'budget', 110)
    meet(ana.doc, jo.doc)
    expect(budget(jo.doc)).toBe(120)
    ana.undo.undo()
    meet(ana.doc, jo.doc)
    expect([budget(ana.doc), budget(jo.doc)]).toEqual([100, 100])
  })

  it('keeps what somebody set later', () => {
    const [ana, jo] = [person(9), person(1)]
    setRegister(ana.doc, 'campaignCa01', 'budget', 120)
    meet(ana.doc, jo.doc)
    setRegister(jo.doc, 'campaignCa01', 'budget', 130)
    meet(ana.doc, jo.doc)
    ana.undo.undo()
    meet(ana.doc, jo.doc)
    expect([budget(ana.doc), budget(jo.doc)]).toEqual([130, 130])
  })

  it('goes back step by step and forth again, empty where it was empty', () => {
    const { doc, undo } = person(1)
    const spend = () => valueAt(doc, 'campaignCa01', 'spend')
    undo.asOneStep(() => setRegister(doc, 'campaignCa01', 'spend', 1))
    undo.asOneStep(() => setRegister(doc, 'campaignCa01', 'spend', 2))
    undo.asOneStep(() => setRegister(doc, 'campaignCa01', 'spend', null))
    const seen = [undo.undo, undo.undo, undo.undo, undo.redo, undo.redo, undo.redo].map((step) => {
      step()
      return spend()
    })
    expect(seen).toEqual([2, 1, undefined, 1, 2, undefined])
  })
})

it('a row that is undone is hidden, and comes back with what another wrote in it', () => {
  const [ana, jo] = [person(1), person(2)]
  const rows = (doc: Y.Doc) => rowsOf(valueAt(doc, 'campaignCa01', 'proof') as Y.Map<unknown>).map(({ id }) => id)
  const row = addRow(ana.doc, 'campaignCa01', 'proof', shapeOfKind('campaign')!.rows.proof!)
  meet(ana.doc, jo.doc)
  textAt(jo.doc, 'campaignCa01', `proof/${row}/label`)!.insert(0, 'Photos')
  ana.undo.undo()
  meet(ana.doc, jo.doc)
  expect(rows(jo.doc)).toEqual([])
  ana.undo.redo()
  meet(ana.doc, jo.doc)
  expect(rows(jo.doc)).toEqual([row])
  expect(textAt(ana.doc, 'campaignCa01', `proof/${row}/label`)?.toString()).toBe('Photos')
})

it('a block that is undone leaves the body; its data and what others typed in it stay', () => {
  const [ana, jo] = [person(1), person(2)]
  const id = newId()
  birth(ana.doc, id, shapeOfKind('smartGoal')!)
  placeBlock(ana.doc, id, 'smartGoal', 0)
  meet(ana.doc, jo.doc)
  textAt(jo.doc, id, 'title')!.insert(0, 'Theirs')
  meet(ana.doc, jo.doc)
  ana.undo.undo()
  expect(planJson(ana.doc).body).toHaveLength(2)
  expect(blocksRoot(ana.doc).has(id)).toBe(true)
  ana.undo.redo()
  meet(ana.doc, jo.doc)
  expect(planJson(jo.doc).blocks[id]).toMatchObject({ title: 'Theirs' })
})

it('a line that somebody else has written in stays when the one who made it undoes', () => {
  const [ana, jo] = [person(1), person(2)]
  ana.doc.transact(() => bodyRoot(ana.doc).insert(0, [new Y.XmlElement('paragraph')]), FIELD_ORIGIN)
  meet(ana.doc, jo.doc)
  ;(bodyRoot(jo.doc).get(0) as Y.XmlElement).insert(0, [new Y.XmlText('theirs')])
  meet(ana.doc, jo.doc)
  ana.undo.undo()
  expect(planJson(ana.doc).body[0]).toEqual({ type: 'paragraph', content: [{ text: 'theirs' }] })
})

it('only mine is undone, over text, fields and meta in the order they were made', () => {
  const [ana, jo] = [person(1), person(2)]
  ana.undo.asOneStep(() =>
    ana.doc.transact(() => textAt(ana.doc, 'campaignCa01', 'title')!.insert(4, ' now'), FIELD_ORIGIN),
  )
  ana.undo.asOneStep(() => setRegister(ana.doc, 'meta', 'start', '2026-02-01'))
  meet(ana.doc, jo.doc)
  textAt(jo.doc, 'campaignCa01', 'title')!.insert(0, 'Big ')
  meet(ana.doc, jo.doc)
  ana.undo.undo()
  expect(valueAt(ana.doc, 'meta', 'start')).toBe('2026-01-01')
  ana.undo.undo()
  expect(textAt(ana.doc, 'campaignCa01', 'title')?.toString()).toBe('Big Expo')
  expect(ana.undo.undo()).toBe(false)
})

it('outlives an editor that destroys the manager it was given', () => {
  const { doc, undo } = person(1)
  undo.manager.destroy()
  setRegister(doc, 'campaignCa01', 'budget', 5)
  expect(undo.undo()).toBe(true)
  undo.destroy()
  setRegister(doc, 'campaignCa01', 'budget', 6)
  expect(undo.undo()).toBe(false)
})
