import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import {
  addRow,
  BOTH_EDITED,
  birth,
  blockIds,
  blockKinds,
  blocksRoot,
  cloneBlock,
  definitionOf,
  type Json,
  moveBlock,
  type PlanJson,
  parseBlock,
  parsePlan,
  placeBlock,
  planDoc,
  planJson,
  removeRow,
  setText,
  textAt,
} from './index.ts'
import { docWithRows, exchange, ID, peerOf, placesOf, planOf, ROW, read, write } from './testing/law-block.ts'

/** What holds for every kind when several people, or several versions of Concord, work on one plan. */
describe.each(blockKinds)('every %s', (kind) => {
  const { shape } = definitionOf(kind)!

  it('keeps edits that two people make at once in different places', () => {
    const places = placesOf(kind)
    const origin = docWithRows(kind)
    places.forEach((mine, index) => {
      const theirs = places[(index + 1) % places.length]!
      const [ana, jo] = [peerOf(origin), peerOf(origin)]
      const wrote = [write(ana, mine, 'from Ana'), write(jo, theirs, 'from Jo')]
      exchange(ana, jo)
      for (const doc of [ana, jo]) expect([read(doc, mine), read(doc, theirs)], mine.path).toEqual(wrote)
      expect(planJson(ana)).toEqual(planJson(jo))
    })
  })

  it('keeps every letter that two people type into the same text at once', () => {
    const texts = placesOf(kind).filter(({ field }) => field.home === 'text')
    for (const { path } of texts) {
      const ana = docWithRows(kind)
      setText(ana, ID, path, 'middle')
      const jo = peerOf(ana)
      textAt(ana, ID, path)!.insert(0, 'Ana ')
      textAt(jo, ID, path)!.insert(6, ' Jo')
      textAt(jo, ID, path)!.insert(0, 'Kit ')
      exchange(ana, jo)
      const text = textAt(ana, ID, path)!.toString()
      expect(textAt(jo, ID, path)!.toString()).toBe(text)
      expect(text).toMatch(/^(?:Ana Kit |Kit Ana )middle Jo$/)
    }
  })

  it('keeps the rows that two people add, and an edit in a row that the other takes out', () => {
    for (const [list, fields] of Object.entries(shape.rows)) {
      const ana = docWithRows(kind)
      const jo = peerOf(ana)
      const added = [addRow(ana, ID, list, fields), addRow(jo, ID, list, fields)]
      const [name, field] = Object.entries(fields)[0]!
      removeRow(ana, ID, list, ROW)
      const place = { path: `${list}/${ROW}/${name}${field.home === 'series' ? '/2026-Q1' : ''}`, field }
      write(jo, place, 'kept')
      exchange(ana, jo)
      expect(planJson(ana)).toEqual(planJson(jo))
      const rows = planJson(ana).blocks[ID]![list] as unknown as readonly { id: string }[]
      expect(rows.map(({ id }) => id).sort()).toEqual([...added].sort())
      expect(read(ana, place)).toBe('kept')
    }
  })

  it('keeps what a newer Concord put into it', () => {
    const doc = docWithRows(kind)
    const newer = peerOf(doc)
    const record = blocksRoot(newer).get(ID) as Y.Map<unknown>
    newer.transact(() => {
      record.set('newRegister', 7)
      record.set('newText', new Y.Text('a later thought'))
      record.set('newSeries', new Y.Map([['2026-Q1', 5]]))
      record.set(
        'newRows',
        new Y.Map([
          [
            'rowOfFuture0',
            new Y.Map<unknown>([
              ['order', 'a0'],
              ['depth', 3],
            ]),
          ],
        ]),
      )
      for (const list of Object.keys(shape.rows))
        ((record.get(list) as Y.Map<unknown>).get(ROW) as Y.Map<unknown>).set('newInRow', 'later')
    })
    exchange(doc, newer)
    const expected = ofTheFuture
    editEverything(doc, kind)
    moveBlock(doc, ID, 0)
    expect(cloneBlock(doc, ID, 'copyCopyCopy')).toBe(true)
    placeBlock(doc, 'copyCopyCopy', kind, 1)
    const { blocks, body } = planJson(peerOf(doc))
    expect(blockIds(body)).toEqual([ID, 'copyCopyCopy'])
    for (const id of [ID, 'copyCopyCopy']) {
      expect(blocks[id]).toMatchObject(expected)
      for (const list of Object.keys(shape.rows)) expect(blocks[id]![list]).toMatchObject([{ newInRow: 'later' }])
      expect(() => parseBlock(id, blocks[id]!)).not.toThrow()
    }
  })
})

const ofTheFuture = {
  newRegister: 7,
  newText: 'a later thought',
  newSeries: { '2026-Q1': 5 },
  newRows: [{ id: 'rowOfFuture0', depth: 3 }],
} as const

it('a plan that is born from JSON keeps what a newer Concord put into it, in every record and row', () => {
  const { shape, sample } = definitionOf('campaign')!
  const row = { id: ROW, ...ofTheFuture, newRows: [{ id: 'rowOfFuture1', parts: [{ id: 'partOfPart00', depth: 1 }] }] }
  const lists = Object.fromEntries([...Object.keys(shape.rows), BOTH_EDITED].map((list) => [list, [row]]))
  const json: PlanJson = {
    meta: { title: 'Plan', ...ofTheFuture, newNesting: { a: { b: [1, 'two', { c: true }] } }, holidays: [row] },
    body: [{ block: ID }, { block: 'futureFuture' }],
    blocks: {
      [ID]: { ...sample, ...ofTheFuture, ...lists, kind: 'campaign' },
      futureFuture: { ...ofTheFuture, ...lists, title: 'Words', kind: 'kindOfTheFuture' },
    },
  }
  expect(planJson(planDoc(json))).toEqual(json)
  expect(planJson(planDoc(planJson(planDoc(json))))).toEqual(json)
})

/** What an editor of this build does to every place it knows. */
function editEverything(doc: Y.Doc, kind: string): void {
  for (const place of placesOf(kind)) write(doc, place, 'edited')
}

it('a kind that a newer Concord brought keeps every field through reading, moving and copying', () => {
  const doc = planDoc(planOf({ ...definitionOf(blockKinds[0]!)!.sample, kind: blockKinds[0]! }))
  const future = new Y.Map<unknown>([
    ['kind', 'kindOfTheFuture'],
    ['depth', 3],
    ['words', new Y.Text('not known here')],
    [
      'list',
      new Y.Map([
        [
          'rowOfFuture0',
          new Y.Map<unknown>([
            ['order', 'a0'],
            ['name', new Y.Text('x')],
          ]),
        ],
      ]),
    ],
  ])
  doc.transact(() => blocksRoot(doc).set('futureFuture', future))
  placeBlock(doc, 'futureFuture', 'kindOfTheFuture', 1)
  moveBlock(doc, 'futureFuture', 0)
  cloneBlock(doc, 'futureFuture', 'copyCopyCopy')
  placeBlock(doc, 'copyCopyCopy', 'kindOfTheFuture', 2)
  const stored: Json = {
    kind: 'kindOfTheFuture',
    depth: 3,
    words: 'not known here',
    list: [{ id: 'rowOfFuture0', name: 'x' }],
  }
  const { blocks } = planJson(peerOf(doc))
  expect([blocks.futureFuture, blocks.copyCopyCopy]).toEqual([stored, stored])
  expect(parsePlan(planJson(doc)).blocks.get('futureFuture')).toMatchObject({ isUnknown: true, raw: stored })
})

it('a fresh block of every kind is born whole, in one transaction', () => {
  for (const kind of blockKinds) {
    const doc = new Y.Doc()
    let updates = 0
    doc.on('update', () => {
      updates += 1
    })
    birth(doc, ID, definitionOf(kind)!.shape)
    expect(updates, kind).toBe(1)
  }
})
