import { describe, expect, it } from 'vitest'
import { parsePlan } from '../plan-doc/read.ts'
import { DEMO_TODAY, samplePlan } from '../sample-plan/sample-plan.ts'
import { noFacts } from './facts.ts'
import type { Plan } from './plan.ts'
import { countStatuses, planSummary } from './summary.ts'

const { json, facts } = samplePlan()
const demo: Plan = { content: parsePlan(json), facts }
const empty: Plan = { content: parsePlan({ meta: {}, body: [], blocks: {} }), facts: noFacts }

describe('the summary of a plan', () => {
  const summary = planSummary(demo, DEMO_TODAY)

  it('says what is promised, where the goals stand and when the next review is', () => {
    expect(summary.proposition?.text).toMatch(/^Food plants cut unplanned line stops/)
    expect(summary.goals.map(({ key, status }) => [key, status])).toEqual([
      ['G1', 'At risk'],
      ['G2', 'At risk'],
      ['G3', 'On track'],
      ['G4', 'On track'],
      ['G5', 'On track'],
    ])
    expect(summary.nextReview).toBe('2027-01-19')
    expect(summary.headline?.word).toBe('At risk')
  })

  it('tells every number beside its target, in one scale', () => {
    expect(
      summary.numbers
        .slice(0, 3)
        .map(({ key, toDate, target }) => [key, toDate, target].map((said) => said?.replace(/\s/g, ' '))),
    ).toEqual([
      ['K1', '900 k', '1,200 k'],
      ['K2', '3,900 k', '4,800 k'],
      ['K3', '27.3 %', '25 %'],
    ])
  })

  it('counts the goals by status', () => {
    expect(countStatuses(summary.goals)).toEqual({ green: 3, amber: 2, red: 0, grey: 0 })
  })

  it('tells how each company kept its commitments', () => {
    expect(JSON.parse(JSON.stringify(summary.commitments).replace(/\s/g, ' '))).toEqual({
      vendor: { onTime: '66.7 %', kept: '88.9 %' },
      partner: { onTime: '80 %', kept: '90 %' },
    })
  })

  it('of an empty plan says nothing that nobody wrote', () => {
    expect(planSummary(empty, DEMO_TODAY)).toMatchObject({
      title: '',
      headline: null,
      proposition: null,
      goals: [],
      numbers: [],
      commitments: null,
      nextReview: null,
    })
  })

  it('shows a number that nobody has entered as a dash, never as 0', () => {
    const blocks = Object.entries(json.blocks).map(([id, block]) => {
      const empty = { actuals: {}, numerators: {}, denominators: {} }
      return [
        id,
        'rows' in block ? { ...block, rows: (block.rows as object[]).map((row) => ({ ...row, ...empty })) } : block,
      ]
    })
    const bare = planSummary(
      { content: parsePlan({ ...json, blocks: Object.fromEntries(blocks) } as never), facts },
      DEMO_TODAY,
    )
    expect(bare.numbers.map(({ toDate }) => toDate)).toEqual(bare.numbers.map(() => '-'))
  })
})
