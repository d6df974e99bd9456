import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../json.ts'
import type { Day } from '../../plan/day.ts'
import type { ReviewFact } from '../../plan/facts.ts'
import { parsePlan } from '../../plan-doc/read.ts'
import { commitmentId, goalId, reviewId } from '../../sample-plan/ids.ts'
import { samplePlan } from '../../sample-plan/sample-plan.ts'
import { deriveBlock } from '../registry.ts'
import type { BlockOf } from '../shapes.ts'
import { renderReviewMinutes } from './render.ts'

const TODAY = '2026-11-23'
const sample = samplePlan()

/** The demo plan with some fields of one review changed, in a state. */
function demo(
  name: keyof typeof reviewId,
  fields: JsonObject = {},
  { state, asOf = TODAY }: { state?: ReviewFact['state']; asOf?: Day } = {},
) {
  const id = reviewId[name]
  const changed = { ...sample.json.blocks[id]!, ...fields }
  const content = parsePlan({ ...sample.json, blocks: { ...sample.json.blocks, [id]: changed } })
  const reviews = sample.facts.reviews.map((review) => (state && review.block === id ? { ...review, state } : review))
  const plan = { content, facts: { ...sample.facts, reviews } }
  const block = content.blocks.get(id) as BlockOf<'reviewMinutes'>
  return { block, plan, derived: deriveBlock<'reviewMinutes'>(block, plan, asOf) }
}
const toClose = (fields: JsonObject, name: keyof typeof reviewId = 'R3') =>
  demo(name, fields, { state: 'open' }).derived.toClose.map(({ message }) => message)

describe('the reviews of the demo plan', () => {
  it('R3 met 3 of 5 goals, 60 %, and called all of them right', () => {
    const { derived } = demo('R3')
    expect(derived).toMatchObject({
      state: 'confirmed',
      number: 3,
      frozenAt: '2026-09-30',
      counts: { met: 3, partly: 1, missed: 1, notDue: 0 },
      metRate: { value: 0.6 },
      forecastQuality: { value: 1 },
      mood: { vendor: 4, partner: 3 },
      toClose: [],
      problems: [],
    })
    expect(derived.votes[goalId.G2]).toEqual({
      met: { vendor: 'partly', partner: 'partly' },
      realistic: { vendor: 'right', partner: 'tooHigh' },
    })
  })

  it('R3 proposed 13 January, 92 days on, and could be closed as it stands', () => {
    expect(demo('R3').derived.proposedNext).toEqual({ value: '2027-01-13' })
    expect(toClose({})).toEqual([])
  })

  it('R4 is planned, with everything still to do but nothing to complain about', () => {
    const { derived } = demo('R4')
    expect(derived).toMatchObject({ state: 'planned', metRate: { reason: 'NO_DATA' }, problems: [] })
    expect(derived.mood).toEqual({ vendor: null, partner: null })
    expect(derived.toClose.map(({ message }) => message)).toEqual([
      'G1 has no verdict yet.',
      'G2 has no verdict yet.',
      'G3 has no verdict yet.',
      'G4 has no verdict yet.',
      'G5 has no verdict yet.',
      'Nobody of Halvern attends.',
      'No next step for Halvern.',
      'Nobody of Dunmarsh attends.',
      'No next step for Dunmarsh.',
    ])
  })

  it('is overdue from the day after the next one was due, unless one is open', () => {
    expect(demo('R3', {}, { asOf: '2027-01-19' }).derived.nextOverdueSince).toBeNull()
    const late = demo('R3', {}, { asOf: '2027-01-20' }).derived
    expect(late.nextOverdueSince).toBe('2027-01-19')
    expect(late.problems.map(({ message }) => message)).toEqual(['The next review was due on Jan 19, 2027.'])
    expect(demo('R2', {}, { asOf: '2027-01-20' }).derived.nextOverdueSince).toBeNull()
    expect(demo('R4', {}, { asOf: '2027-06-01', state: 'open' }).derived.nextOverdueSince).toBeNull()
  })

  it('tells itself in words', () => {
    const { block, derived, plan } = demo('R3')
    const card = renderReviewMinutes(block, derived, plan)
    expect(card).toMatchObject({ key: 'R3', title: 'Third-quarter review', status: 'Confirmed' })
    expect(card.facts).toContainEqual({ label: 'Goals met', value: '3 of 5 (60 %)' })
    expect(card.facts).toContainEqual({ label: 'Mood', value: 'Halvern 4, Dunmarsh 3' })
    expect(card.tables?.map(({ rows }) => rows[0])).toEqual([
      ['G1', 'Met', 'Right', '750 of 750 k booked; win rate 26.3 % against 24 %.'],
      ['No class seats in the third quarter', 'Halvern', 'An extra class with 4 seats in December', 'A10'],
      ['G3', 'due', '2026-09-30', '2026-12-31', 'Capacity'],
    ])
    expect(card.paragraphs).toEqual([
      'Decision: FY2027 aims at auto parts second.',
      'Next steps: A10, A11, A21, A22, A23, A24',
    ])
  })
})

describe('a review can be closed when', () => {
  const rows = (list: string) => sample.json.blocks[reviewId.R3]![list] as unknown as readonly JsonObject[]

  it('every due goal has a verdict and a word on whether it is realistic', () => {
    const [first, ...others] = rows('verdicts')
    expect(toClose({ verdicts: others })).toEqual(['G1 has no verdict yet.'])
    expect(toClose({ verdicts: [{ ...first!, met: null }, ...others] })).toEqual(['G1 has no verdict yet.'])
    expect(toClose({ verdicts: [{ ...first!, realistic: null }, ...others] })).toEqual([
      'Say whether G1 is still realistic.',
    ])
    expect(toClose({ verdicts: [{ ...first!, realistic: null, met: 'notDue' }, ...others] })).toEqual([])
  })

  it('every commitment has an outcome', () => {
    expect(toClose({ checkedActions: [{ id: 'a', action: commitmentId.V8 }] })).toEqual(['Say what became of A8.'])
  })

  it('every obstacle has a remedy or is accepted', () => {
    const obstacle = { id: 'a', text: 'Rain' }
    expect(toClose({ obstacles: [obstacle] })).toEqual(['"Rain" needs a remedy, or accept it as it is.'])
    expect(toClose({ obstacles: [{ ...obstacle, isAccepted: true }] })).toEqual([])
  })

  it('the next one is within 120 days', () => {
    expect(toClose({ nextReviewOn: '2027-02-10' })).toEqual([])
    expect(toClose({ nextReviewOn: '2027-02-11' })).toEqual(['The next review is 121 days away; 120 is the most.'])
    expect(toClose({ nextReviewOn: '2026-10-13' })).toEqual(['The next review lies before this one.'])
    expect(toClose({ nextReviewOn: null })).toEqual(['Set the day of the next review.'])
    expect(toClose({ heldOn: null })).toEqual(['Say on which day it was held.'])
  })

  it('both sides took part and leave with a next step', () => {
    expect(toClose({ nextSteps: [{ id: 'a', action: commitmentId.V10 }] })).toEqual(['No next step for Dunmarsh.'])
    expect(toClose({ attendees: rows('attendees').slice(0, 3) })).toEqual(['Nobody of Dunmarsh attends.'])
  })

  it('and tells an open review so, beside the field', () => {
    expect(demo('R3', { nextReviewOn: null }, { state: 'open' }).derived.problems).toEqual([
      {
        code: 'review.next',
        severity: 'warning',
        message: 'Set the day of the next review.',
        block: reviewId.R3,
        field: 'nextReviewOn',
      },
    ])
    expect(demo('R3', { nextReviewOn: null }, { state: 'closed' }).derived.toClose).toEqual([])
  })
})

it('a closed review waits for the sides that have not confirmed it', () => {
  const { block, plan } = demo('R3')
  const reviews = plan.facts.reviews.map((review) => ({
    ...review,
    state: 'closed' as const,
    confirmedBy: ['vendor' as const],
  }))
  const derived = deriveBlock<'reviewMinutes'>(block, { ...plan, facts: { ...plan.facts, reviews } }, TODAY)
  expect(derived.waitingFor).toEqual(['partner'])
})

it('a rhythm that ends on a Sunday or a holiday moves to the next business day', () => {
  const { block, plan, derived } = demo('R3', { reviewEveryDays: 5 })
  expect(derived.proposedNext).toEqual({ value: '2026-10-19' })
  const holidays = [{ id: 'a', day: '2026-10-19' as const, name: 'Fair', side: 'partner' as const }]
  const content = { ...plan.content, meta: { ...plan.content.meta, holidays } }
  expect(deriveBlock<'reviewMinutes'>(block, { ...plan, content }, TODAY).proposedNext).toEqual({ value: '2026-10-20' })
})
