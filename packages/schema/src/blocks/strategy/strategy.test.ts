import { describe, expect, it } from 'vitest'
import type { BlockJson } from '../../block/extract.ts'
import type { JsonObject } from '../../json.ts'
import { materialHash } from '../../plan-doc/canonical.ts'
import { parsePlan } from '../../plan-doc/read.ts'
import { strategyId } from '../../sample-plan/ids.ts'
import { samplePlan } from '../../sample-plan/sample-plan.ts'
import { aPlan, blockIn } from '../../testing/a-plan.ts'
import { anyBlock, notNumbers, rngOf } from '../../testing/hostile.ts'
import { goals } from '../../testing/measures.ts'
import { deriveStrategy } from './derive.ts'
import { renderStrategy } from './render.ts'
import { sampleStrategy } from './sample.ts'
import { strategyShape } from './shape.ts'

describe('the strategies of the demo plan', () => {
  const { json, facts } = samplePlan()
  const plan = { content: parsePlan(json), facts }
  const strategy = (id: keyof typeof strategyId) => {
    const block = blockIn(plan, strategyId[id], 'strategy')
    return { block, derived: deriveStrategy(block, plan, '2026-11-23') }
  }

  it('T3 is the one tactic on which no one acts', () => {
    const messages = Object.keys(strategyId).flatMap((id) =>
      strategy(id as keyof typeof strategyId).derived.problems.map(({ message, severity }) => [id, severity, message]),
    )
    expect(messages).toEqual([['S1', 'hint', 'No one acts on this tactic yet.']])
    expect(strategy('S1').derived.tactics.map(({ isActedOn }) => isActedOn)).toEqual([true, true, false])
  })

  it('a stopped campaign does not count as acting', () => {
    const [webinars] = strategy('S2').derived.tactics
    expect(webinars?.campaigns.map((id) => facts.keys[id])).toEqual(['C1', 'C3'])
  })

  it('are agreed by both sides and tell so in their card', () => {
    const { block, derived } = strategy('S1')
    const card = renderStrategy(block, derived, plan)
    expect(card).toMatchObject({ key: 'S1', status: 'Agreed', title: 'Start where we already service lines' })
    expect(card.tables?.[0]?.rows[2]).toEqual([
      'T3',
      'Executive day',
      'both',
      'Sep 1, 2026',
      'Nov 27, 2026',
      'No one yet',
    ])
  })
})

const plain: BlockJson = {
  kind: 'strategy',
  goal: 'G1',
  how: 'Teach, then meet.',
  whyTogether: 'Each knows half.',
  tactics: [{ id: 'tactic', text: 'Webinars', ownerSide: 'both', from: '2026-02-01', to: '2026-05-01' }],
}
const derived = (changes: JsonObject = {}, facts = {}) => {
  const plan = aPlan({ ...goals, strategy: { ...plain, ...changes } }, { facts })
  return deriveStrategy(blockIn(plan, 'strategy', 'strategy'), plan, '2026-11-23')
}
const tactic = (changes: JsonObject) => ({
  tactics: [{ id: 'tactic', text: 'Webinars', ownerSide: 'both', ...changes }],
})

describe('the rules say', () => {
  it.each([
    [{ goal: 'gone' }, 'The goal this strategy serves is no longer in the plan.', 'goal'],
    [{ tactics: [] }, 'Name a first tactic.', 'tactics'],
    [tactic({}), 'No one acts on this tactic yet.', 'tactics/tactic/text'],
    [tactic({ from: '2026-05-01', to: '2026-04-01' }), 'The tactic must end after it starts.', 'tactics/tactic/to'],
    [tactic({ from: '2025-12-31' }), 'Dec 31, 2025 lies outside the plan.', 'tactics/tactic/from'],
    [tactic({ to: '2027-01-01' }), 'Jan 1, 2027 lies outside the plan.', 'tactics/tactic/to'],
  ])('%j: %s', (changes, message, field) => {
    expect(derived(changes).problems).toContainEqual(expect.objectContaining({ message, field, block: 'strategy' }))
  })
})

it('is agreed while both sides’ consent is for what it says now', () => {
  const acks = (['vendor', 'partner'] as const).map((side) => ({
    target: 'strategy',
    side,
    role: 'owner',
    at: '2026-01-01T00:00:00Z',
    materialHash: materialHash(plain),
  }))
  expect(derived({}, { acks }).state).toBe('agreed')
  expect(derived({ how: 'Meet first.' }, { acks }).state).toBe('draft')
})

it('the sample has nothing that cannot be read', () => {
  expect(aPlan({ sample: { kind: 'strategy', ...sampleStrategy } }).content.problems).toEqual([])
})

it.each(Array.from({ length: 50 }, (_, seed) => seed))('whatever is stored, seed %i gives no exception', (seed) => {
  const rng = rngOf(seed)
  const plan = aPlan({ ...goals, strategy: anyBlock(rng, strategyShape, ['G1', 'gone', '/']) })
  const block = blockIn(plan, 'strategy', 'strategy')
  const result = deriveStrategy(block, plan, '2026-11-23')
  expect(notNumbers([result, renderStrategy(block, result, plan)])).toEqual([])
})
