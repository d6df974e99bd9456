import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { missingUpdates, piecesOf } from './pieces.ts'

const SIZE = { structs: 20, bytes: 4096 }

function copyOf(doc: Y.Doc, clientID: number): Y.Doc {
  const copy = new Y.Doc()
  copy.clientID = clientID
  copy.getText('text')
  copy.getMap('cells')
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}

/** Two people who write in turn into one text and one map, each on what the other wrote, and delete some of it. */
function wovenPlan(edits: number): { base: Y.Doc; doc: Y.Doc } {
  const base = new Y.Doc()
  base.clientID = 5
  base.getText('text').insert(0, 'Agreed: ')
  base.getMap('cells').set('row', new Y.Map())
  const [ana, jo] = [copyOf(base, 9), copyOf(base, 2)]
  for (let at = 0; at < edits; at += 1) {
    const [writer, reader] = at % 2 ? [ana, jo] : [jo, ana]
    const text = writer.getText('text')
    text.insert((at * 7) % text.length, `${at}`)
    if (at % 3 === 0) text.delete((at * 5) % (text.length - 1), 1)
    ;(writer.getMap('cells').get('row') as Y.Map<number>).set(`c${at % 10}`, at)
    Y.applyUpdate(reader, Y.encodeStateAsUpdate(writer, Y.encodeStateVector(reader)))
  }
  return { base, doc: ana }
}

describe('a long absence is sent in pieces', () => {
  it('each piece applies at once on those before it, and together they are everything', () => {
    const { base, doc } = wovenPlan(600)
    const pieces = missingUpdates(doc, Y.encodeStateVector(base), SIZE)
    expect(pieces.length).toBeGreaterThan(20)
    for (const piece of pieces) {
      expect(Y.decodeUpdate(piece).structs.length).toBeLessThanOrEqual(SIZE.structs)
      Y.applyUpdate(base, piece)
      expect(base.store.pendingStructs).toBeNull()
      expect(base.store.pendingDs).toBeNull()
    }
    expect(base.toJSON()).toEqual(doc.toJSON())
    expect(Y.encodeStateVector(base)).toEqual(Y.encodeStateVector(doc))
  })

  it('begins in the middle of what somebody already has in part', () => {
    const { base, doc } = wovenPlan(50)
    doc.getText('text').insert(0, 'one two three '.repeat(400))
    const part = copyOf(base, 7)
    const [first] = missingUpdates(doc, Y.encodeStateVector(base), { structs: 30, bytes: 1_000_000 })
    Y.applyUpdate(part, first!)
    for (const piece of missingUpdates(doc, Y.encodeStateVector(part), SIZE)) Y.applyUpdate(part, piece)
    expect(part.toJSON()).toEqual(doc.toJSON())
  })

  it('cuts where a text was half received', () => {
    const [doc, part] = [new Y.Doc(), new Y.Doc()]
    const text = doc.getText('text')
    text.insert(0, 'half')
    Y.applyUpdate(part, Y.encodeStateAsUpdate(doc))
    text.insert(4, ' and half'.repeat(1000))
    for (const piece of missingUpdates(doc, Y.encodeStateVector(part), SIZE)) Y.applyUpdate(part, piece)
    expect(part.getText('text').toString()).toBe(text.toString())
  })

  it('sends many deletions in several pieces too', () => {
    const doc = new Y.Doc()
    doc.getText('text').insert(0, 'abcd'.repeat(2000))
    const part = copyOf(doc, 1)
    for (let at = 0; at < 2000; at += 1) doc.getText('text').delete(at * 3, 1)
    const pieces = missingUpdates(doc, Y.encodeStateVector(doc), { structs: 300, bytes: 4096 })
    expect(pieces.length).toBeGreaterThan(6)
    for (const piece of pieces) Y.applyUpdate(part, piece)
    expect(part.getText('text').toString()).toBe(doc.getText('text').toString())
  })

  it('is one update when there is little', () => {
    const { base, doc } = wovenPlan(6)
    expect(missingUpdates(doc, Y.encodeStateVector(base))).toHaveLength(1)
  })
})

describe('a long update is taken in by pieces', () => {
  it('each piece applies at once, and together they are the update', () => {
    const { base, doc } = wovenPlan(600)
    const update = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(base))
    const pieces = piecesOf(update, base, SIZE)
    expect(pieces.length).toBeGreaterThan(20)
    for (const piece of pieces) {
      Y.applyUpdate(base, piece)
      expect(base.store.pendingStructs).toBeNull()
    }
    expect(base.toJSON()).toEqual(doc.toJSON())
  })

  it('stays whole when something before it is missing', () => {
    const { base, doc } = wovenPlan(100)
    const before = Y.encodeStateVector(doc)
    for (let at = 0; at < 100; at += 1) doc.getText('text').insert(at, 'x')
    const update = Y.encodeStateAsUpdate(doc, before)
    expect(piecesOf(update, base, SIZE)).toEqual([update])
  })
})
