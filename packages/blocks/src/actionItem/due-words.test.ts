import {
  blockOf,
  type CommitmentStatus,
  type Day,
  DEMO_TODAY,
  deriveBlock,
  parsePlan,
  samplePlan,
} from '@concord/schema'
import { expect, test } from 'vitest'
import { standingOf } from './due-words.ts'

const { json, facts } = samplePlan()
const plan = { content: parsePlan(json), facts }

/** How a commitment of the demo plan stands on the demo day, by its words. */
function standing(text: string) {
  const id = plan.content.order.find((at) => blockOf(plan.content, at, 'actionItem')?.text === text)
  const block = blockOf(plan.content, id ?? null, 'actionItem')
  if (!block) throw new Error(`No commitment '${text}' in the demo plan.`)
  return standingOf(deriveBlock<'actionItem'>(block, plan, DEMO_TODAY), block.doneAt, 'A10', DEMO_TODAY, 'en-GB')
}

test('two commitments of the demo plan are overdue', () => {
  expect(standing('Move paid-search money to account calls')).toEqual({ tone: 'overdue', words: '17 days late' })
  expect(standing('4 class seats in the third quarter')).toEqual({ tone: 'overdue', words: '54 days late' })
})

test('an open one says how many days are left', () => {
  expect(standing('Extra class, 4 seats')).toEqual({ tone: 'open', words: 'in 18 days' })
})

test('a kept one says when, a late one how late', () => {
  expect(standing('Two demo kits')).toEqual({ tone: 'done', words: 'Done 14 Jan' })
  expect(standing('4 class seats in the second quarter')).toEqual({ tone: 'done', words: 'Done 24 days late' })
})

const stands = (status: CommitmentStatus, daysLate: number | null, doneAt: Day | null = null) =>
  standingOf({ status, daysLate }, doneAt, 'A10', DEMO_TODAY, 'en-GB').words

test('the days around the due day have words of their own', () => {
  expect(stands('open', 0)).toBe('due today')
  expect(stands('open', -1)).toBe('tomorrow')
  expect(stands('overdue', 1)).toBe('1 day late')
  expect(stands('open', null)).toBe('no day yet')
})

test('one that waits for a late one names it, one both dropped says so', () => {
  expect(stands('blocked', -3)).toBe('waits for A10')
  expect(stands('dropped', 5)).toBe('Dropped by both')
})
