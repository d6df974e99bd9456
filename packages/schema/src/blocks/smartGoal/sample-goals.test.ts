import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../json.ts'
import type { Day } from '../../plan/day.ts'
import { roundHalfAway } from '../../plan/number.ts'
import { parsePlan } from '../../plan-doc/read.ts'
import { blockId, goalId, kpiId } from '../../sample-plan/ids.ts'
import { samplePlan } from '../../sample-plan/sample-plan.ts'
import { blockIn } from '../../testing/a-plan.ts'
import { deriveSmartGoal } from './derive.ts'
import { renderSmartGoal } from './render.ts'

const { json, facts } = samplePlan()
const plan = { content: parsePlan(json), facts }

const goal = (key: keyof typeof goalId, asOf: Day = '2026-11-23') =>
  deriveSmartGoal(blockIn(plan, goalId[key], 'smartGoal'), plan, asOf)

const lettersOf = (key: keyof typeof goalId) =>
  goal(key)
    .letters.map(({ letter, state }) => `${letter} ${state}`)
    .join(', ')

describe('the goals of the demo plan on 23 November 2026', () => {
  it.each([
    ['G1', 87.5, 'amber', 'active', 'partly'],
    ['G2', 80.6, 'amber', 'active', 'partly'],
    ['G3', 80, 'green', 'active', 'partly'],
    ['G4', 100, 'green', 'met', 'met'],
    ['G5', 95.5, 'green', 'active', 'met'],
  ] as const)('%s has come %f %%, is %s and %s; the numbers suggest %s', (key, progress, rag, state, verdict) => {
    const derived = goal(key)
    expect('value' in derived.progress && roundHalfAway(derived.progress.value * 100, 1)).toBe(progress)
    expect(derived.status).toEqual({ rag, computed: rag, override: null })
    expect(derived.state).toEqual({ name: state, isSuggested: false })
    expect(derived.verdict).toEqual({ value: verdict })
  })

  it.each([
    ['G1', 'S pass, M pass, A warn, R warn, T pass', 0.8],
    ['G2', 'S pass, M pass, A pass, R pass, T pass', 1],
    ['G3', 'S pass, M pass, A pass, R pass, T pass', 1],
    ['G4', 'S pass, M pass, A pass, R pass, T pass', 1],
    ['G5', 'S pass, M pass, A warn, R warn, T pass', 0.8],
  ] as const)('%s: %s', (key, letters, score) => {
    expect(lettersOf(key)).toBe(letters)
    expect(goal(key).smartScore).toBe(score)
  })

  it('G1 has its means; what it lacks is the sales plan that would tell its capacity', () => {
    const { means, capacity, letters } = goal('G1')
    expect(means).toBe('pass')
    expect(capacity).toEqual({ ratio: { reason: 'NO_DATA' }, state: 'warn', missing: ['planned opportunities'] })
    expect(letters[2]).toEqual({
      letter: 'A',
      state: 'warn',
      sentence: 'A strategy, and both sides act on it. Capacity is unknown until the plan has planned opportunities.',
      missing: [{ what: 'planned opportunities' }],
      reason: 'NO_DATA',
    })
  })

  it('G1 passes A once a sales plan promises 64 opportunities: 64 x 25 % x 75 k / 1,200 k = 1.00', () => {
    const block = blockIn(plan, goalId.G1, 'smartGoal')
    const withOpps = (plannedQualifiedOpps: number) =>
      deriveSmartGoal(block, plan, '2026-11-23', () => ({ plannedQualifiedOpps, averageDeal: null }))
    expect(withOpps(64).capacity).toEqual({ ratio: { value: 1 }, state: 'pass', missing: [] })
    expect(withOpps(64).letters[2]?.state).toBe('pass')
    expect(withOpps(57).letters[2]?.state).toBe('warn')
    expect(withOpps(44).letters[2]?.state).toBe('fail')
  })

  it('G5 waits for the partner', () => {
    expect(goal('G5').letters[2]).toMatchObject({
      sentence: 'No partner campaign or commitment with a date acts on this yet.',
      missing: [{ what: 'a partner campaign or commitment with a date' }],
    })
  })

  it('the benchmarks of the agreement tell how far the targets reach', () => {
    const words = (key: keyof typeof goalId) => goal(key).measures.map(({ benchmark }) => benchmark?.words ?? null)
    expect(words('G1')).toEqual(['84th percentile, stretch, n 28', '65th percentile, within reach, n 28'])
    expect(words('G2')).toEqual([null, null])
    expect(words('G4')).toEqual(['67th percentile from the slow end, within reach, n 28'])
    expect(words('G5')).toEqual(['better than 75 of 100, stretch, n 28'])
    expect(goal('G1').measures[0]?.benchmark?.standing).toMatchObject({
      value: { percentile: expect.closeTo(83.9, 1) },
    })
    expect(goal('G4').measures[0]?.benchmark?.standing).toMatchObject({
      value: { percentile: expect.closeTo(66.7, 1) },
    })
  })

  it('G3 was due on 30 September first: red, missed, and that stays visible', () => {
    expect(goal('G3').originalStatus).toMatchObject({
      due: '2026-09-30',
      rag: 'red',
      verdict: 'missed',
      isChanged: true,
    })
    expect(goal('G3').changes).toMatchObject([
      { target: goalId.G3, field: 'due', from: '2026-09-30', to: '2026-12-31', cause: 'capacity' },
    ])
  })

  it('the other goals stand as first agreed', () => {
    for (const key of ['G1', 'G2', 'G4', 'G5'] as const)
      expect(goal(key).originalStatus).toMatchObject({ isChanged: false, rag: goal(key).status.rag })
  })

  it('knows what hangs on it', () => {
    const { links, confidence } = goal('G1')
    const keys = (refs: readonly string[]) => refs.map((ref) => facts.keys[ref])
    expect(keys(links.strategies)).toEqual(['S1'])
    expect(keys(links.tactics)).toEqual(['T1', 'T2', 'T3'])
    expect(keys(links.campaigns)).toEqual(['C5'])
    expect(links.actions).toHaveLength(5)
    expect(confidence).toEqual({ vendor: 4, partner: 3 })
  })

  it('has a card in words', () => {
    const block = blockIn(plan, goalId.G3, 'smartGoal')
    const card = renderSmartGoal(block, goal('G3'), plan)
    expect(card).toMatchObject({ key: 'G3', status: 'On track' })
    expect(card.facts).toContainEqual({ label: 'As first agreed', value: 'Off track, missed' })
    expect(card.facts).toContainEqual({ label: 'State', value: 'Active' })
    expect(card.tables?.[0]?.rows).toEqual([
      ['K4', 'Certified engineers', '7', '8', '7.2', '0.963', 'On track', 'no benchmark'],
    ])
  })
})

describe('the third review, at the end of 30 September', () => {
  it.each([
    ['G1', 'met'],
    ['G2', 'partly'],
    ['G4', 'met'],
    ['G5', 'met'],
  ] as const)('%s is %s', (key, verdict) => {
    expect(goal(key, '2026-10-01').verdict).toEqual({ value: verdict })
  })

  it('G3 is missed by the due day and checkpoint it had then', () => {
    const agreement = facts.agreements.find(({ goal: of }) => of === goalId.G3)!
    const agreed = agreement.kpis[`${blockId.kpis}/${kpiId.K4}`]!
    const table = json.blocks[blockId.kpis]!
    const rows = (table.rows as readonly JsonObject[]).map((row) =>
      row.id === kpiId.K4 ? { ...row, checkpoints: agreed.checkpoints! } : row,
    )
    const blocks = { ...json.blocks, [blockId.kpis]: { ...table, rows }, [goalId.G3]: agreement.content }
    const then = { content: parsePlan({ ...json, blocks }), facts }
    const { verdict, status } = deriveSmartGoal(blockIn(then, goalId.G3, 'smartGoal'), then, '2026-10-01')
    expect(verdict).toEqual({ value: 'missed' })
    expect(status.rag).toBe('red')
  })
})
