import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { cardToHtml, cardToMarkdown, cardToText } from '../block/card-text.ts'
import { addRow, recordAt, removeRow, setRegister, setText, textAt } from '../block/edit.ts'
import { shapes } from '../blocks/shapes.ts'
import { canonicalContent, canonicalText, contentHash, hashOf, materialHash } from './canonical.ts'
import { diffPlans, driftOf } from './diff.ts'
import { moveBlock } from './place.ts'
import { type PlanJson, planJson } from './read.ts'
import { planDoc } from './write.ts'

const aPlan = (): PlanJson => ({
  meta: { title: 'Plan' },
  body: [{ type: 'paragraph', content: [{ text: 'Hello' }] }, { block: 'commitmentAA' }, { block: 'kpisKpisKpis' }],
  blocks: {
    commitmentAA: { kind: 'actionItem', text: 'Two demo kits', ownerSide: 'vendor', due: '2026-01-15' },
    kpisKpisKpis: {
      kind: 'kpiTable',
      rows: [{ id: 'r1', name: 'Bookings', target: 5, checkpoints: { '2026-Q1': 1 } }],
    },
  },
})

describe('canonical content', () => {
  it('is RFC 8785: sorted keys, no white space', () => {
    expect(canonicalText({ b: 1, a: [true, null, 'é'] })).toBe('{"a":[true,null,"é"],"b":1}')
    // SHA-256 of the two bytes "{}", from the standard's own test value.
    expect(hashOf({})).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a')
  })

  it('hashes alike for two Y.Docs with one content, whoever made them', () => {
    const content = () =>
      canonicalContent(planJson(planDoc(aPlan())), { commitmentAA: 'A1', 'kpisKpisKpis/r1': 'K1', 'gone/r9': 'K2' })
    expect(contentHash(content())).toBe(contentHash(content()))
    expect(content().blocks.commitmentAA).toMatchObject({ key: 'A1' })
    expect(content().rowKeys).toEqual({ 'kpisKpisKpis/r1': 'K1' })
  })

  it('holds halves of letters as they reach others, wherever they stand', () => {
    const doc = planDoc({
      ...aPlan(),
      body: [{ type: 'paragraph', content: [{ text: 'Hello\ud83d' }] }, ...aPlan().body],
    })
    doc.transact(() => textAt(doc, 'commitmentAA', 'text')?.insert(0, '\ude00'))
    recordAt(doc, 'commitmentAA')?.set('due', 'soon\ud83d')
    const other = new Y.Doc()
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
    expect(contentHash(canonicalContent(planJson(doc), {}))).toBe(contentHash(canonicalContent(planJson(other), {})))
  })

  it('treats cleared, empty and never filled as the same', () => {
    const doc = planDoc(aPlan())
    const before = contentHash(canonicalContent(planJson(doc), {}))
    setText(doc, 'commitmentAA', 'evidence', 'x')
    setText(doc, 'commitmentAA', 'evidence', '')
    setRegister(doc, 'commitmentAA', 'weight', 2)
    setRegister(doc, 'commitmentAA', 'weight', null)
    const row = addRow(doc, 'kpisKpisKpis', 'rows', shapes.kpiTable.rows.rows)
    removeRow(doc, 'kpisKpisKpis', 'rows', row)
    expect(contentHash(canonicalContent(planJson(doc), {}))).toBe(before)
  })
})

describe('the material hash of a block', () => {
  it('changes with a promise and comes back when the promise does', () => {
    const doc = planDoc(aPlan())
    const hash = () => materialHash(planJson(doc).blocks.commitmentAA!)
    const agreed = hash()
    setRegister(doc, 'commitmentAA', 'doneAt', '2026-01-14')
    expect(hash()).toBe(agreed)
    setRegister(doc, 'commitmentAA', 'due', '2026-02-15')
    expect(hash()).not.toBe(agreed)
    setRegister(doc, 'commitmentAA', 'due', '2026-01-15')
    expect(hash()).toBe(agreed)
  })
})

describe('the difference of two contents', () => {
  it('names every field, cell, row, block and sentence that changed, promises apart', () => {
    const doc = planDoc(aPlan())
    setRegister(doc, 'commitmentAA', 'due', '2026-02-15')
    setRegister(doc, 'commitmentAA', 'doneAt', '2026-02-14')
    setRegister(doc, 'kpisKpisKpis', 'rows/r1/checkpoints/2026-Q1', 2)
    setRegister(doc, 'kpisKpisKpis', 'rows/r1/actuals/2026-Q1', 3)
    addRow(doc, 'kpisKpisKpis', 'rows', shapes.kpiTable.rows.rows, { name: 'Leads' })
    moveBlock(doc, 'commitmentAA', 0)
    const changes = diffPlans(aPlan(), planJson(doc))
    expect(changes.map(({ what, block, path, before, after }) => ({ what, block, path, before, after }))).toEqual([
      { what: 'field', block: 'commitmentAA', path: 'due', before: '2026-01-15', after: '2026-02-15' },
      { what: 'field', block: 'commitmentAA', path: 'doneAt', before: null, after: '2026-02-14' },
      { what: 'field', block: 'kpisKpisKpis', path: 'rows/r1/checkpoints/2026-Q1', before: 1, after: 2 },
      { what: 'field', block: 'kpisKpisKpis', path: 'rows/r1/actuals/2026-Q1', before: null, after: 3 },
      expect.objectContaining({ what: 'row', block: 'kpisKpisKpis', before: null }),
    ])
    expect(driftOf(changes)).toBe(3)
    expect(diffPlans(aPlan(), aPlan())).toEqual([])
  })

  it('says when blocks only stand in another order', () => {
    const doc = planDoc(aPlan())
    moveBlock(doc, 'kpisKpisKpis', 0)
    expect(diffPlans(aPlan(), planJson(doc))).toEqual([
      expect.objectContaining({
        what: 'place',
        before: ['commitmentAA', 'kpisKpisKpis'],
        after: ['kpisKpisKpis', 'commitmentAA'],
        isMaterial: false,
      }),
    ])
  })

  it('counts an added or removed block once', () => {
    const without: PlanJson = {
      ...aPlan(),
      body: [{ block: 'kpisKpisKpis' }],
      blocks: { kpisKpisKpis: aPlan().blocks.kpisKpisKpis! },
    }
    const changes = diffPlans(aPlan(), without)
    expect(changes.map(({ what }) => what)).toEqual(['block', 'text'])
    expect(driftOf(changes)).toBe(1)
  })
})

it('a card never lets typed text become markup', () => {
  const card = {
    key: 'G1',
    label: 'Goal',
    title: '<img onerror=x>',
    facts: [{ label: 'a', value: '[x](javascript:1)' }],
  }
  expect(cardToHtml(card)).not.toContain('<img')
  expect(cardToMarkdown(card)).toContain('\\[x\\]\\(javascript\\:1\\)')
  expect(cardToText(card)).toBe('G1 <img onerror=x>\nGoal\na: [x](javascript:1)')
})
