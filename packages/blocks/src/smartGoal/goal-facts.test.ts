import { DEMO_TODAY, deriveSmartGoal, type Plan, parsePlan, samplePlan } from '@concord/schema'
import { describe, expect, it } from 'vitest'
import { dueMove, goalFacts, nextStep } from './goal-facts.ts'
import { chartOf } from './measure-facts.ts'
import { smartGoalWords as words } from './words.ts'

const { json, facts } = samplePlan()
const plan: Plan = { content: parsePlan(json), facts }
const idOf = (key: string) => Object.keys(facts.keys).find((ref) => facts.keys[ref] === key)!
const goal = (key: string) => {
  const block = plan.content.blocks.get(idOf(key))
  if (block?.kind !== 'smartGoal' || 'isUnknown' in block) throw new Error(`${key} is no goal`)
  return { block, derived: deriveSmartGoal(block, plan, DEMO_TODAY) }
}

describe('a goal in one line', () => {
  it('tells that its date was moved, from when to when, and in which review', () => {
    expect(dueMove(goal('G3').derived.changes, plan)).toEqual({ from: '2026-09-30', to: '2026-12-31', review: 'R3' })
    expect(dueMove(goal('G1').derived.changes, plan)).toBeNull()
  })

  it('names the open commitment that is due first, overdue ones before all', () => {
    const { links } = goal('G3').derived
    const next = nextStep(links.actions, plan, DEMO_TODAY)
    expect(next).toMatchObject({ due: '2026-09-30', isOverdue: true })
    expect(nextStep([], plan, DEMO_TODAY)).toBeNull()
  })

  it('reads nothing of its texts, so that typing in them renders nothing', () => {
    const id = idOf('G1')
    const blocks = new Map(plan.content.blocks)
    const { block } = goal('G1')
    blocks.set(id, { ...block, title: `${block.title}!`, segment: 'other' })
    expect(goalFacts({ ...plan, content: { ...plan.content, blocks } }, id)).toEqual(goalFacts(plan, id))
  })
})

describe('the chart of a measure', () => {
  const [measure] = goal('G1').derived.measures
  const format = { withUnit: (value: number) => `${value / 100_000} k` } as Parameters<typeof chartOf>[2]['format']
  const chart = chartOf(measure!.row, measure!.derived, {
    meta: plan.content.meta,
    asOf: DEMO_TODAY,
    locale: 'en-US',
    format,
  })

  it('has bars for what adds up and is soft where the quarter still runs', () => {
    expect(chart.form).toBe('bars')
    expect(chart.points.map(({ isOpen }) => isOpen)).toEqual([false, false, false, true])
  })

  it('can be heard', () => {
    expect(chart.sentence).toBe(
      'Joint bookings: Q1 150 k of 150 k planned, Q2 225 k of 300 k planned, Q3 375 k of 300 k planned, Q4 150 k of 450 k planned so far.',
    )
  })
})

describe('how far a due day is', () => {
  it.each([
    [38, 'Due in 38 days'],
    [1, 'Due in one day'],
    [0, 'Due today'],
    [-54, 'Due 54 days ago'],
  ])('%d days: %s', (days, told) => {
    expect(words.dueIn(days)).toBe(told)
  })
})
