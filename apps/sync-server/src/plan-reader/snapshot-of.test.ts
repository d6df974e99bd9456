import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { snapshotOf } from './snapshot-of.ts'

/** What somebody typed letter by letter, with one letter taken out again. */
function typed(): Uint8Array[] {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  const text = doc.getText('body')
  for (let at = 0; at < 5; at += 1) text.insert(at, 'x')
  text.delete(1, 1)
  return updates
}

function docOf(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return doc
}

test('ST9 a snapshot of everything holds everything', () => {
  const updates = typed()
  const { bytes, vector, deletes } = snapshotOf(docOf(updates), updates)
  expect(docOf([bytes]).getText('body').toString()).toBe('xxxx')
  expect(vector).toEqual(Y.encodeStateVector(docOf(updates)))
  expect(Y.decodeUpdate(deletes).ds.clients.size).toBe(1)
})

test('ST9 a snapshot that lacks something of what it would replace is not made', () => {
  const updates = typed()
  expect(() => snapshotOf(docOf(updates.slice(0, 3)), updates)).toThrow('The snapshot lacks something')
  const gap = [...updates.slice(0, 1), ...updates.slice(2)]
  expect(() => snapshotOf(docOf(gap), gap)).toThrow('Something that was written builds on nothing.')
})
