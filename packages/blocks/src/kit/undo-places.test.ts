import { FIELD_ORIGIN, roots } from '@concord/schema'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { createPlanUndo } from './undo.ts'

/** Small numbers that repeat with their seed (mulberry32). */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

/** One person writes two lines, takes lines away and takes that back, in any order. */
function write(seed: number, steps: number): Y.Doc {
  const below = numbers(seed)
  const doc = new Y.Doc()
  doc.clientID = 1
  const { body } = roots(doc)
  const undo = createPlanUndo(doc)
  const lines = () => body.toArray().filter((each) => each instanceof Y.XmlElement)
  const acts = [
    () => {
      const line = new Y.XmlElement('paragraph')
      line.insert(0, [new Y.XmlText('ab')])
      body.insert(below(body.length + 1), [line])
    },
    () => {
      if (body.length > 0) body.delete(below(body.length), 1)
    },
    ...[0, 1, 2].map(() => () => {
      const text = lines()[below(lines().length || 1)]?.get(0)
      if (text instanceof Y.XmlText) text.insert(below(text.length + 1), 'xyz'.slice(below(3)))
    }),
    () => {
      const text = lines()[below(lines().length || 1)]?.get(0)
      if (text instanceof Y.XmlText && text.length > 0) text.delete(below(text.length), 1)
    },
  ]
  for (let step = 0; step < steps; step++) {
    undo.stopCapturing()
    const which = below(acts.length + 4)
    const act = acts[which]
    if (act) doc.transact(act, FIELD_ORIGIN)
    else if (which % 3 > 0) undo.undo()
    else undo.redo()
  }
  return doc
}

it('what was taken back stands for whoever gets the plan where it stands for the one who took it back', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const doc = write(seed, 60)
    const reader = new Y.Doc()
    Y.applyUpdate(reader, Y.encodeStateAsUpdate(doc))
    expect(roots(reader).body.toString(), `seed ${seed}`).toBe(roots(doc).body.toString())
  }
})
