import { type FieldChangesResponse, metaRoot, setRegister } from '@concord/schema'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { FieldHistory } from './field-history.ts'
import { PlanChanges } from './plan-changes.ts'

const change = (from: number | null, to: number | null, isOverruled = false) => ({
  at: 0,
  by: { side: 'vendor' as const, role: 'owner' as const, name: 'Mara', isMe: true },
  from,
  to,
  isOverruled,
})

/** A plan with one register, and a server that answers what the test says. */
function aDesk(value: number | null) {
  const doc = new Y.Doc()
  if (value !== null) metaRoot(doc).set('marginRatePct', value)
  const server: { answer: FieldChangesResponse } = {
    answer: { seq: 1, changes: [change(null, value)], earlier: 'none' },
  }
  const history = new FieldHistory(async () => server.answer, doc, new PlanChanges(doc))
  return Object.assign(server, {
    doc,
    history,
    look: () => history.look('meta', 'marginRatePct', new AbortController().signal),
    known: () => history.known('meta', 'marginRatePct'),
  })
}

test('an answer is kept until its register changes', async () => {
  const desk = aDesk(20)
  expect(desk.known()).toBeUndefined()
  expect(await desk.look()).toBe(desk.answer)
  expect(desk.known()).toBe(desk.answer)
  setRegister(desk.doc, 'meta', 'averageDeal', 1)
  expect(desk.known()).toBe(desk.answer)
  setRegister(desk.doc, 'meta', 'marginRatePct', 21)
  expect(desk.known()).toBeUndefined()
})

test('an answer from before my change reached the server is no answer', async () => {
  const desk = aDesk(20)
  setRegister(desk.doc, 'meta', 'marginRatePct', 21)
  expect(await desk.look()).toBeNull()
  expect(desk.known()).toBeUndefined()
  desk.answer = { seq: 2, changes: [change(20, 21)], earlier: 'more' }
  expect(await desk.look()).toBe(desk.answer)
})

test('a write that did not stand says nothing about the present value', async () => {
  const desk = aDesk(20)
  desk.answer = { seq: 1, changes: [change(20, 30, true), change(null, 20)], earlier: 'none' }
  expect(await desk.look()).toBe(desk.answer)
})

test('a value without changes is answered when they are no longer kept, and not when the server has none yet', async () => {
  const desk = aDesk(20)
  desk.answer = { seq: 1, changes: [], earlier: 'none' }
  expect(await desk.look()).toBeNull()
  desk.answer = { seq: 1, changes: [], earlier: 'notKept' }
  expect(await desk.look()).toBe(desk.answer)
  const empty = aDesk(null)
  empty.answer = { seq: 1, changes: [], earlier: 'none' }
  expect(await empty.look()).toBe(empty.answer)
})

test('answers of many cells are kept, the least used ones go', async () => {
  const desk = aDesk(null)
  desk.answer = { seq: 1, changes: [], earlier: 'none' }
  for (let n = 0; n < 250; n += 1) await desk.history.look('meta', `cell${n}`, new AbortController().signal)
  expect(desk.history.known('meta', 'cell0')).toBeUndefined()
  expect(desk.history.known('meta', 'cell249')).toBe(desk.answer)
})
