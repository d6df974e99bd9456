import { describe, expect, it } from 'vitest'
import { parsePlan } from '../plan-doc/read.ts'
import { DEMO_TODAY, samplePlan } from '../sample-plan/sample-plan.ts'
import { noFacts } from './facts.ts'
import { planHeadline } from './headline.ts'
import type { Plan } from './plan.ts'
import { planStage } from './stage.ts'

const { json, facts } = samplePlan()
const demo: Plan = { content: parsePlan(json), facts }
const empty: Plan = { content: parsePlan({ meta: {}, body: [], blocks: {} }), facts: noFacts }

describe('the first sentence of a plan', () => {
  it('says of the demo what its numbers say', () => {
    expect(planHeadline(demo, DEMO_TODAY)).toEqual({
      status: 'amber',
      word: 'At risk',
      gap: '900 k of 1,200 k booked; the quarters ask for 1,009 k by today.',
      ask: 'Three goals are on track, two need a decision before 19 January.',
    })
  })

  it('says nothing where nothing can be judged', () => {
    expect(planHeadline(empty, DEMO_TODAY)).toBeNull()
  })
})

describe('the stage of a plan', () => {
  it('is running in its period once both sides have signed', () => {
    expect(planStage(demo, DEMO_TODAY)).toBe('running')
    expect(planStage(demo, '2025-12-20')).toBe('agreed')
    expect(planStage(demo, '2027-01-01')).toBe('closed')
  })

  it('is under review while only one side has signed, and a draft before', () => {
    const [signed] = facts.signOffs
    const half = { ...signed!, signatures: signed!.signatures.slice(0, 1) }
    expect(planStage({ ...demo, facts: { ...facts, signOffs: [half] } }, DEMO_TODAY)).toBe('review')
    expect(planStage(empty, DEMO_TODAY)).toBe('draft')
  })
})
