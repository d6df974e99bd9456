import { describe, expect, it } from 'vitest'
import type { BlockJson } from '../../block/extract.ts'
import type { JsonObject } from '../../json.ts'
import type { Day } from '../../plan/day.ts'
import type { AckFact, AgreementFact, Facts, ReviewFact } from '../../plan/facts.ts'
import { materialHash } from '../../plan-doc/canonical.ts'
import {
  type Around,
  agreement,
  benchmark,
  campaign,
  confidence,
  deriveGoal,
  roster,
  strategy,
} from '../../testing/a-goal.ts'
import { aPlan, blockIn } from '../../testing/a-plan.ts'
import { anyBlock, notNumbers, rngOf } from '../../testing/hostile.ts'
import { goals, k, quarters, withRow } from '../../testing/measures.ts'
import { kpiTableShape } from '../kpiTable/shape.ts'
import { deriveSmartGoal } from './derive.ts'
import { goalStatusWords, renderSmartGoal } from './render.ts'
import { sampleSmartGoal } from './sample.ts'
import { smartGoalShape } from './shape.ts'

describe('progress and status', () => {
  const weighted = (weights: readonly (number | null)[]) =>
    deriveGoal({
      kpis: ['K2', 'K6'].map((row, at) => ({ id: row, kpi: `measures/${row}`, weight: weights[at] ?? null })),
    })

  it('weights count, and one that is missing counts like the others', () => {
    expect(weighted([3, 1]).progress).toEqual({ value: expect.closeTo((3 * 0.8125 + 0.8) / 4, 10) })
    expect(weighted([60, null]).progress).toEqual({ value: expect.closeTo((0.8125 + 0.8) / 2, 10) })
  })

  it('measures without data are left out; without any there is no progress', () => {
    const half = deriveGoal({}, { blocks: { measures: withRow('K6', { actuals: {} }) } })
    expect(half.progress).toEqual({ value: 0.8125 })
    expect(deriveGoal({ kpis: [] })).toMatchObject({ progress: { reason: 'NO_DATA' }, status: { rag: 'grey' } })
  })

  it('more than the target counts as all of it', () => {
    const over = deriveGoal({}, { blocks: { measures: withRow('K6', { actuals: quarters([5000]) }) } })
    expect(over.progress).toEqual({ value: (0.8125 + 1) / 2 })
  })

  it('a status set by hand needs a written reason', () => {
    const silent = deriveGoal({ statusOverride: 'red', statusSide: 'partner' })
    expect(silent.status).toEqual({ rag: 'amber', computed: 'amber', override: null })
    expect(silent.problems).toContainEqual(expect.objectContaining({ code: 'goal.overrideReason' }))
    const told = deriveGoal({ statusOverride: 'red', statusSide: 'partner', statusReason: 'two plants closed' })
    expect(told.status).toMatchObject({ rag: 'red', computed: 'amber' })
    expect(goalStatusWords(told)).toBe('Off track, set by partner: two plants closed')
  })
})

describe('the life of a goal', () => {
  const consents = (changes: JsonObject = {}): AckFact[] => {
    const hash = materialHash({ ...goals.G2!, ...changes } as BlockJson)
    return (['vendor', 'partner'] as const).map((side) => ({
      target: 'goal',
      side,
      role: 'owner',
      at: '2025-12-18T15:00:00Z',
      materialHash: hash,
    }))
  }
  const votes = confidence(4, 4)
  const state = (changes: JsonObject, facts: Partial<Facts>, around: Around = {}) =>
    deriveGoal(changes, { ...around, facts: { votes, ...facts } }).state
  const review = (more: Partial<ReviewFact> = {}): ReviewFact => ({
    block: 'review',
    number: 4,
    state: 'closed',
    asOf: '2026-12-31',
    heldOn: '2027-01-19',
    chair: 'vendor',
    closedAt: '2027-01-19T17:00:00Z',
    confirmedBy: [],
    ...more,
  })
  const minutes: BlockJson = { kind: 'reviewMinutes', verdicts: [{ id: 'v', goal: 'goal', met: 'partly' }] }

  it('draft and proposed are what was stored', () => {
    expect(state({}, {}).name).toBe('draft')
    expect(state({ stage: 'proposed' }, {}).name).toBe('proposed')
    expect(state({ stage: 'proposed' }, { acks: consents().slice(0, 1) }).name).toBe('proposed')
  })

  it('both sides’ consent makes it agreed, and active from its start', () => {
    expect(state({}, { acks: consents() }, { asOf: '2025-12-20' }).name).toBe('agreed')
    expect(state({}, { acks: consents() }).name).toBe('active')
  })

  it('a failed letter holds it back, unless both agreed all the same', () => {
    const nobody = { blocks: { campaign: null } }
    expect(state({ stage: 'proposed' }, { acks: consents() }, nobody).name).toBe('proposed')
    expect(state({}, { acks: consents(), agreements: [agreement()] }, nobody).name).toBe('active')
  })

  it('a material change after the agreement makes it revised until both consent again', () => {
    const facts = { acks: consents(), agreements: [agreement()] }
    expect(state({ due: '2026-11-30' }, facts).name).toBe('revised')
    expect(state({ due: '2026-11-30' }, { ...facts, acks: consents({ due: '2026-11-30' }) }).name).toBe('active')
  })

  it('after the due day the numbers suggest, and a closed review decides', () => {
    const facts = { acks: consents(), agreements: [agreement()] }
    const late = { asOf: '2027-01-10' } as const
    expect(state({}, facts, late)).toEqual({ name: 'partly', isSuggested: true })
    const closed = { ...late, blocks: { review: minutes } }
    expect(state({}, { ...facts, reviews: [review()] }, closed)).toEqual({ name: 'partly', isSuggested: false })
    expect(state({}, { ...facts, reviews: [review({ state: 'open' })] }, closed).isSuggested).toBe(true)
    expect(state({}, { ...facts, reviews: [review({ asOf: '2026-09-30' })] }, closed).isSuggested).toBe(true)
  })

  it('closed and dropped are said by hand; dropping needs a reason', () => {
    expect(state({ stage: 'closed' }, { acks: consents() }).name).toBe('closed')
    const dropped = deriveGoal({ stage: 'dropped' })
    expect(dropped.state.name).toBe('dropped')
    expect(dropped.problems).toContainEqual(expect.objectContaining({ code: 'goal.dropReason' }))
  })
})

describe('the first agreement', () => {
  const agreed = (more: JsonObject, row: JsonObject = {}) => {
    const [, k2] = withRow('K2', row).rows as readonly JsonObject[]
    return agreement({ content: { ...goals.G2!, ...more }, kpis: { 'measures/K2': k2! } })
  }
  const original = (fact: AgreementFact, asOf: Day = '2026-11-23', row: JsonObject = {}) =>
    deriveGoal({}, { facts: { agreements: [fact] }, asOf, blocks: { measures: withRow('K2', row) } }).originalStatus

  it('before any there is none', () => {
    expect(deriveGoal().originalStatus).toBeNull()
  })

  it('is judged by its own target and checkpoints with today’s actuals', () => {
    const lower = agreed({}, { target: k(4000), checkpoints: quarters([800, 1000, 1100, 1100].map(k)) })
    expect(original(lower)).toMatchObject({ rag: 'green', verdict: null, isChanged: true })
    expect(original(agreed({}))).toMatchObject({ rag: 'amber', verdict: null, isChanged: false })
  })

  it('what was reached after the first due day came too late', () => {
    const due = agreed({ due: '2026-09-30' })
    const reached = { actuals: quarters([825, 1200, 1275, 2000].map(k)) }
    expect(original(due, '2026-12-30', reached)).toMatchObject({ rag: 'red', verdict: 'missed', isChanged: true })
  })
})

describe('the other rules say', () => {
  it.each([
    [{ kpis: [{ id: 'a', kpi: 'measures/gone' }] }, 'This measure is no longer in the plan.'],
    [{ kpis: ['a', 'b'].map((id) => ({ id, kpi: 'measures/K2' })) }, 'This measure is named twice.'],
    [{ kpis: 'abcdef'.split('').map((id) => ({ id, kpi: `measures/K${id}` })) }, 'A goal has at most five measures.'],
    [{ ownerVendor: 'roster/gone' }, 'This role is no longer in the roster.'],
    [{ ownerVendor: 'roster/partner' }, 'This role is not on the vendor side.'],
    [{ start: '2026-12-31' }, 'A goal must be due after it starts.'],
    [{ start: '2025-06-01' }, 'Start Jun 1, 2025 lies outside the plan.'],
    [{ product: '', segment: '' }, 'Fill two of product, territory and segment.'],
  ])('%j: %s', (changes, message) => {
    expect(deriveGoal(changes).problems.map((problem) => problem.message)).toContain(message)
  })

  it('nothing about a goal that is as it should be', () => {
    expect(deriveGoal({}, { facts: { votes: confidence(4, 4) } }).problems).toEqual([])
  })

  it('nothing that cannot be read about the sample', () => {
    const plan = aPlan({ sample: { kind: 'smartGoal', ...sampleSmartGoal } })
    expect(plan.content.problems).toEqual([])
  })
})

describe('whatever is stored', () => {
  it.each(Array.from({ length: 150 }, (_, seed) => seed))('seed %i gives no exception, NaN or Infinity', (seed) => {
    const rng = rngOf(seed)
    const refs = ['goal', 'table/r1', 'table/r2', 'table/r3', 'strategy/tactic', 'roster/vendor', 'gone', 'x/y/z', '/']
    const goal = anyBlock(rng, smartGoalShape, refs)
    const table = anyBlock(rng, kpiTableShape, refs)
    const agreements = [
      agreement({
        content: anyBlock(rng, smartGoalShape, refs),
        kpis: { 'table/r1': { target: 'x' }, '': table },
        benchmarks: [benchmark({ kpi: 'table/r1', p25: Number.NaN })],
      }),
    ]
    const plan = aPlan({ goal, table, strategy, roster, campaign }, { facts: { agreements, votes: confidence(9, -1) } })
    const block = blockIn(plan, 'goal', 'smartGoal')
    for (const asOf of ['2026-04-01', '2026-11-23', '2199-12-31'] as const) {
      const { measures: derivedMeasures, ...result } = deriveSmartGoal(block, plan, asOf)
      const figures = derivedMeasures.map(({ derived: row, benchmark: of }) => [row, of?.words, of?.standing])
      const card = renderSmartGoal(block, { measures: derivedMeasures, ...result }, plan)
      expect(notNumbers([result, figures, card])).toEqual([])
    }
  })
})
