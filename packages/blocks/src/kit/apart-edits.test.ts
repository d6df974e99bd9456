import { BOTH_EDITED, META, planDoc, readBlock, removeRow, rowsOf, setRegister, valueAt } from '@concord/schema'
import { expect, it } from 'vitest'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { ApartEdits, type MyEdit } from './apart-edits.ts'
import { PlanChanges } from './plan-changes.ts'

const plan = planDoc({
  meta: { title: 'Plan' },
  body: [{ block: 'campaignCa01' }],
  blocks: { campaignCa01: { kind: 'campaign', budget: 100, proof: [{ id: 'p1', label: 'Photos' }] } },
})

function person(side: 'vendor' | 'partner', clientID: number) {
  const doc = new Y.Doc()
  doc.clientID = clientID
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(plan), 'remote')
  return { doc, apart: new ApartEdits(doc, new Awareness(doc), side) }
}

const bring = (from: Y.Doc, to: Y.Doc) =>
  Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)), 'remote')

const notes = (doc: Y.Doc, block = 'campaignCa01') =>
  rowsOf(valueAt(doc, block, BOTH_EDITED) as Y.Map<unknown>).map(({ row }) => {
    const { order: _, ...note } = row.toJSON() as Record<string, unknown>
    return note
  })

it.each([
  ['mine wins', 9, 1],
  ['theirs wins', 1, 9],
])('both values are noted by the one who comes back, when %s', (_, mine, theirs) => {
  const [ana, jo] = [person('vendor', mine), person('partner', theirs)]
  setRegister(ana.doc, 'campaignCa01', 'budget', 120)
  setRegister(jo.doc, 'campaignCa01', 'budget', 110)
  // Jo is connected and saved; Ana comes back.
  jo.apart.saved()
  bring(jo.doc, ana.doc)
  bring(ana.doc, jo.doc)
  for (const { doc } of [ana, jo])
    expect(notes(doc)).toEqual([{ field: 'budget', valueA: 120, sideA: 'vendor', valueB: 110 }])
})

it('nothing is noted when both set the same, or when mine was saved before', () => {
  const [ana, jo] = [person('vendor', 9), person('partner', 1)]
  setRegister(ana.doc, 'campaignCa01', 'budget', 120)
  setRegister(jo.doc, 'campaignCa01', 'budget', 120)
  jo.apart.saved()
  bring(jo.doc, ana.doc)
  setRegister(ana.doc, 'campaignCa01', 'mdfPct', 50)
  ana.apart.saved()
  setRegister(jo.doc, 'campaignCa01', 'mdfPct', 60)
  bring(jo.doc, ana.doc)
  expect(notes(ana.doc)).toEqual([])
})

it('one note for a field, also when both write it; deciding removes it for both', () => {
  const [ana, jo] = [person('vendor', 9), person('partner', 1)]
  setRegister(ana.doc, 'campaignCa01', 'spend', 120)
  setRegister(jo.doc, 'campaignCa01', 'spend', 110)
  bring(jo.doc, ana.doc)
  bring(ana.doc, jo.doc)
  bring(jo.doc, ana.doc)
  expect(notes(ana.doc)).toHaveLength(1)
  expect(notes(ana.doc)).toEqual(notes(jo.doc))
  removeRow(ana.doc, 'campaignCa01', BOTH_EDITED, 'spend')
  bring(ana.doc, jo.doc)
  expect(notes(jo.doc)).toEqual([])
})

it('a value that one side emptied and the other set is noted; a text and a moved row are not', () => {
  const [ana, jo] = [person('vendor', 1), person('partner', 9)]
  setRegister(ana.doc, 'campaignCa01', 'budget', null)
  setRegister(jo.doc, 'campaignCa01', 'budget', 110)
  jo.apart.saved()
  bring(jo.doc, ana.doc)
  expect(notes(ana.doc)).toEqual([{ field: 'budget', sideA: 'vendor', valueB: 110 }])
  expect(readBlock(ana.doc, 'campaignCa01')?.block).toMatchObject({ budget: 110 })
})

it('a value set before the page was opened anew is noted as well', () => {
  const [ana, jo] = [person('vendor', 9), person('partner', 1)]
  const kept: MyEdit[] = []
  ana.apart.resume([], (edit) => kept.push(edit))
  setRegister(ana.doc, 'campaignCa01', 'budget', 120)
  setRegister(ana.doc, 'campaignCa01', 'spend', null)
  setRegister(ana.doc, 'campaignCa01', 'mdfPct', 50)
  const again = person('vendor', 10)
  Y.applyUpdate(again.doc, Y.encodeStateAsUpdate(ana.doc), 'copy')
  again.apart.resume(kept, () => {})
  setRegister(jo.doc, 'campaignCa01', 'budget', 110)
  bring(jo.doc, again.doc)
  expect(notes(again.doc)).toEqual([{ field: 'budget', valueA: 120, sideA: 'vendor', valueB: 110 }])
})

it("the Plan's own fields are watched like those of a block", () => {
  const [ana, jo] = [person('vendor', 9), person('partner', 1)]
  setRegister(ana.doc, META, 'end', '2026-12-31')
  setRegister(jo.doc, META, 'end', '2027-06-30')
  jo.apart.saved()
  bring(jo.doc, ana.doc)
  expect(notes(ana.doc, META)).toEqual([{ field: 'end', valueA: '2026-12-31', sideA: 'vendor', valueB: '2027-06-30' }])
})

it('who shows the notes hears of one at once, on both sides', () => {
  const [ana, jo] = [person('vendor', 9), person('partner', 1)]
  const heard = { ana: 0, jo: 0 }
  new PlanChanges(ana.doc).onField('campaignCa01', BOTH_EDITED, () => (heard.ana += 1))
  new PlanChanges(jo.doc).onField('campaignCa01', BOTH_EDITED, () => (heard.jo += 1))
  setRegister(ana.doc, 'campaignCa01', 'budget', 120)
  setRegister(jo.doc, 'campaignCa01', 'budget', 110)
  jo.apart.saved()
  bring(jo.doc, ana.doc)
  bring(ana.doc, jo.doc)
  expect(heard).toEqual({ ana: 1, jo: 1 })
})
