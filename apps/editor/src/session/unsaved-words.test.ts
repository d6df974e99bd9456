import { type Plan, parsePlan, planDoc, planJson, samplePlan, setRegister, textAt } from '@concord/schema'
import { beforeEach, expect, it } from 'vitest'
import * as Y from 'yjs'
import { OwnChanges } from './own-changes.ts'
import { unsavedWords } from './unsaved-words.ts'

const { json, facts } = samplePlan()
const goal = Object.entries(facts.keys).find(([, key]) => key === 'G2')![0]
const [table = '', row = ''] = Object.entries(facts.keys)
  .find(([, key]) => key === 'K1')![0]
  .split('/')

let doc: Y.Doc
let own: OwnChanges
const words = () => {
  const plan: Plan = { content: parsePlan(planJson(doc)), facts }
  return unsavedWords(own.places(), plan, '2026-11-23').map(({ place, text }) => `${place}: ${text}`)
}

beforeEach(() => {
  doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(planDoc(json)))
  own = new OwnChanges(doc)
})

it('says each place I wrote in once, as it stands there', () => {
  expect(words()).toEqual([])
  const title = textAt(doc, goal, 'title')!
  title.insert(title.length, ' fast')
  title.insert(0, 'Together: ')
  setRegister(doc, table, `rows/${row}/actuals/2026-Q4`, 16_500_000)
  setRegister(doc, goal, 'due', '2026-12-30')
  expect(words()).toEqual([
    `Goal G2, Title: ${title.toString()}`,
    'KPI table K1, Actuals 2026-Q4: $165,000',
    'Goal G2, Due: Dec 30, 2026',
  ])
})

it('leaves out what was saved, what others wrote, and what I took away again', () => {
  const title = textAt(doc, goal, 'title')!
  title.insert(0, 'Saved ')
  own.saved()
  const other = new Y.Doc()
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
  textAt(other, goal, 'title')!.insert(0, 'Theirs ')
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
  expect(words()).toEqual([])
  title.insert(0, 'Mine')
  title.delete(0, 4)
  expect(words()).toEqual([])
})

it('knows in a later visit which changes of the earlier one were mine', () => {
  own.saved()
  textAt(doc, goal, 'title')!.insert(0, 'Yesterday ')
  const later = new Y.Doc()
  Y.applyUpdate(later, Y.encodeStateAsUpdate(doc))
  const { from } = own
  doc = later
  own = new OwnChanges(later)
  expect(words()).toEqual([])
  own.restore(from)
  expect(words()).toEqual([`Goal G2, Title: ${textAt(later, goal, 'title')!.toString()}`])
})
