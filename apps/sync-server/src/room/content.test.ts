import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { defaultLimits } from '../limits.ts'
import { RoomContent } from './content.ts'
import { scan } from './scan.ts'

/** Puts maps into each other, `more` of them inside `inmost`, and answers the last. */
function nest(inmost: Y.Map<unknown>, more: number): Y.Map<unknown> {
  let map = inmost
  for (let n = 0; n < more; n += 1) map = map.set('inside', new Y.Map<unknown>()) as Y.Map<unknown>
  return map
}

test('RM7 types count as deep as they lie in a Snapshot, also when a tail that makes types was read with it', () => {
  const doc = new Y.Doc()
  const inmost = nest(doc.getMap('meta'), defaultLimits.nesting)
  const vector = Y.encodeStateVector(doc)
  const snapshot = {
    seq: 1,
    bytes: Y.encodeStateAsUpdate(doc),
    vector,
    deletes: Y.diffUpdate(Y.encodeStateAsUpdate(doc), vector),
  }
  doc.getMap('meta').set('other', new Y.Map())
  const tail = [{ seq: 2, bytes: Y.encodeStateAsUpdate(doc, vector) }]
  const before = Y.encodeStateVector(doc)
  nest(inmost, 1)
  const deeper = Y.encodeStateAsUpdate(doc, before)

  const known = new RoomContent({ snapshot, tail, authors: new Map() }).known([])
  const found = scan(deeper, known, new Set(['meta']), defaultLimits)
  expect(found).toEqual({ outcome: 'refused', why: 'types are nested too deeply' })
})
