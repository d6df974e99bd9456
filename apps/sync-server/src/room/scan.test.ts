import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { defaultLimits } from '../limits.ts'
import { Known } from './known.ts'
import { learn, scan } from './scan.ts'

const roots = new Set(['body', 'blocks', 'meta'])
const scanned = (bytes: Uint8Array, known = new Known(() => [])) => scan(bytes, known, roots, defaultLimits)

/** A peer's Y.Doc and the updates it sends, one for each change. */
function aPeer() {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  return { doc, updates, meta: doc.getMap('meta') }
}

/** What is known after taking these updates. */
function knowing(...updates: Uint8Array[]): Known {
  const known = new Known(() => [])
  for (const update of updates) {
    const found = scanned(update, known)
    if (found.outcome === 'news') learn(known, found.news)
  }
  return known
}

test('RM4 what fits is news once and known afterwards', () => {
  const { meta, updates } = aPeer()
  meta.set('title', 'one')
  const known = new Known(() => [])
  const first = scanned(updates[0]!, known)
  expect(first.outcome).toBe('news')
  if (first.outcome === 'news') learn(known, first.news)
  expect(scanned(updates[0]!, known).outcome).toBe('known')
})

test('ST10 a deletion is news once, alone and within a full answer', () => {
  const { doc, meta, updates } = aPeer()
  meta.set('title', 'one')
  meta.delete('title')
  const known = knowing(updates[0]!)
  expect(scanned(updates[1]!, known).outcome).toBe('news')
  const all = knowing(...updates)
  expect(scanned(Y.encodeStateAsUpdate(doc, Y.encodeStateVector(doc)), all).outcome).toBe('known')
})

test.each([
  ['an earlier change of the same client', (meta: Y.Map<unknown>) => meta.set('a', 1)],
  ['the type it writes into', (meta: Y.Map<unknown>) => meta.set('text', new Y.Text())],
])('RM6 an update that lacks %s is a gap, and the two together are news', (_what, before) => {
  const { doc, meta, updates } = aPeer()
  before(meta)
  meta.set('b', 2)
  expect(scanned(updates[1]!).outcome).toBe('gap')
  expect(scanned(Y.encodeStateAsUpdate(doc)).outcome).toBe('news')
})

test('RM6 an update of another client that builds on unknown text is a gap', () => {
  const one = aPeer()
  one.doc.getMap('blocks').set('t', new Y.Text('abc'))
  const two = aPeer()
  Y.applyUpdate(two.doc, one.updates[0]!)
  two.updates.length = 0
  ;(two.doc.getMap('blocks').get('t') as Y.Text).insert(1, 'x')
  expect(scanned(two.updates[0]!).outcome).toBe('gap')
  expect(scanned(two.updates[0]!, knowing(one.updates[0]!)).outcome).toBe('news')
})

test('RM6 a deletion of something unknown is a gap', () => {
  const { meta, updates } = aPeer()
  meta.set('a', 1)
  meta.delete('a')
  expect(scanned(updates[1]!).outcome).toBe('gap')
})

test('RM7 another root, a sub-document and bytes that do not parse are refused', () => {
  const foreign = new Y.Doc()
  foreign.getMap('secret').set('a', 1)
  expect(scanned(Y.encodeStateAsUpdate(foreign)).outcome).toBe('refused')
  const nested = new Y.Doc()
  nested.getMap('meta').set('doc', new Y.Doc())
  expect(scanned(Y.encodeStateAsUpdate(nested)).outcome).toBe('refused')
  expect(scanned(Uint8Array.of(1, 2, 3)).outcome).toBe('refused')
  expect(scanned(Uint8Array.of(255, 255, 255, 255, 15, 1, 1)).outcome).toBe('refused')
})

test('RM7 too many structs or clients in one message are refused', () => {
  const { doc } = aPeer()
  for (let n = 0; n < 6; n += 1) Y.applyUpdate(doc, clientUpdate(n))
  const all = Y.encodeStateAsUpdate(doc)
  expect(
    scan(all, new Known(() => []), roots, { structsPerMessage: 6, clientsPerMessage: 6, nesting: 9 }).outcome,
  ).toBe('news')
  expect(
    scan(all, new Known(() => []), roots, { structsPerMessage: 6, clientsPerMessage: 5, nesting: 9 }).outcome,
  ).toBe('refused')
  expect(
    scan(all, new Known(() => []), roots, { structsPerMessage: 5, clientsPerMessage: 6, nesting: 9 }).outcome,
  ).toBe('refused')
})

test('a summary of a snapshot knows exactly what its updates made known', () => {
  const { doc, meta, updates } = aPeer()
  meta.set('a', 1)
  meta.set('b', 2)
  meta.delete('a')
  const vector = Y.encodeStateVector(doc)
  const known = new Known(() => [], vector, Y.encodeStateAsUpdate(doc, vector))
  for (const update of updates) expect(scanned(update, known).outcome).toBe('known')
  meta.delete('b')
  expect(scanned(updates.at(-1)!, known).outcome).toBe('news')
})

function clientUpdate(n: number): Uint8Array {
  const doc = new Y.Doc()
  doc.getMap('meta').set(`k${n}`, n)
  return Y.encodeStateAsUpdate(doc)
}

test('RM19 what fails in the reading itself is not called the fault of the update', () => {
  const { meta, updates } = aPeer()
  meta.set('title', 'one')
  const limits = {
    ...defaultLimits,
    get structsPerMessage(): number {
      throw new Error('unexpected')
    },
  }
  expect(() => scan(updates[0]!, knowing(), roots, limits)).toThrow('unexpected')
})
