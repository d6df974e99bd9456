import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../json.ts'
import type { Facts, ShownBenchmark, VoteFact } from '../../plan/facts.ts'
import {
  type Around,
  agreement,
  benchmark,
  campaign,
  commitment,
  confidence,
  deriveGoal,
} from '../../testing/a-goal.ts'
import { k, quarters, withRow } from '../../testing/measures.ts'
import { vagueWordIn } from './specific.ts'

describe('S', () => {
  it.each([
    ['passes', {}, 'pass', 'Says what, where and for whom, and who owns it.'],
    ['warns about one thing', { title: 'Book 600 k' }, 'warn', 'Still open: at least four words.'],
    [
      'warns about the scope',
      { product: '', segment: ' ' },
      'warn',
      'Still open: two of product, territory and segment.',
    ],
    ['warns about an owner', { ownerPartner: null }, 'warn', 'Still open: an owner on both sides.'],
    ['fails for two', { title: 'Book 600 k', ownerVendor: null }, 'fail', 'Say what, where and for whom.'],
    ['fails for a vague title', { title: 'Grow our business together' }, 'fail', 'Say what, where and for whom.'],
  ] as const)('%s', (_, changes, state, sentence) => {
    expect(deriveGoal(changes).letter('S')).toMatchObject({ state, sentence })
  })

  it.each([
    ['Improve our joint success', 'improve'],
    ['Accelerating the partnership now', 'accelerating'],
    ['Grow LineSense in the region', undefined],
    ['Grow bookings by 20 %', undefined],
    ['Drive the percent of renewals', undefined],
    ['Sell in more of the plants', undefined],
    ['Help and better and more', 'help'],
    ['Driven engineers commission sites', undefined],
  ])('%s: %s', (title, vague) => {
    expect(vagueWordIn(deriveGoal({ title }).block)).toBe(vague)
  })

  it('a small word of the scope pins nothing down', () => {
    expect(vagueWordIn(deriveGoal({ title: 'Grow and improve', segment: 'food and drink' }).block)).toBe('grow')
  })
})

describe('M', () => {
  it('names the measures that count', () => {
    expect(deriveGoal().letter('M')).toMatchObject({
      state: 'pass',
      sentence: 'Measured by New qualified pipeline and Campaign leads.',
    })
  })

  it.each([
    ['no measure', [], ['a measure']],
    ['a measure that was removed', [{ id: 'a', kpi: 'measures/gone' }], ['a measure']],
  ])('%s', (_, kpis, missing) => {
    const check = deriveGoal({ kpis }).letter('M')
    expect(check).toMatchObject({ state: 'fail', sentence: 'No number can tell when this is reached.' })
    expect(check.missing.map(({ what }) => what)).toEqual(missing)
  })

  it.each([
    [{ unit: null }, 'a unit for Certified engineers'],
    [{ target: null }, 'a target for Certified engineers'],
    [{ baseline: null }, 'a baseline for Certified engineers that differs from its target'],
    [{ baseline: 8 }, 'a baseline for Certified engineers that differs from its target'],
    [{ dataSource: ' ' }, 'a data source for Certified engineers'],
  ])('a level with %j lacks %s', (changes, what) => {
    const check = deriveGoal(
      { kpis: [{ id: 'a', kpi: 'measures/K4' }] },
      { blocks: { measures: withRow('K4', changes) } },
    )
    expect(check.letter('M')).toMatchObject({ state: 'fail', missing: [{ what, field: 'kpis/a/kpi' }] })
  })
})

describe('A', () => {
  const a = (blocks: Around['blocks'], facts: Partial<Facts> = {}) => deriveGoal({}, { blocks, facts }).letter('A')

  it('a campaign with both owners acts for both', () => {
    expect(a({})).toMatchObject({ state: 'pass', sentence: 'A strategy, and both sides act on it.' })
  })

  it('commitments of both sides from a tactic do as well', () => {
    expect(a({ campaign: null, one: commitment('vendor'), two: commitment('partner') }).state).toBe('pass')
  })

  it('a campaign may serve the goal through a tactic, and a commitment through the campaign', () => {
    const viaTactic = { ...campaign, goal: null, tactic: 'strategy/tactic', ownerPartner: null }
    expect(a({ campaign: viaTactic, one: commitment('partner', { source: 'campaign' }) }).state).toBe('pass')
  })

  it('warns while only one side acts, or no strategy says how', () => {
    expect(a({ campaign: null, one: commitment('vendor') })).toMatchObject({
      state: 'warn',
      sentence: 'No partner campaign or commitment with a date acts on this yet.',
    })
    expect(a({ strategy: null })).toMatchObject({ state: 'warn', missing: [{ what: 'a strategy' }] })
  })

  it('fails while nobody acts', () => {
    expect(a({ campaign: null })).toMatchObject({
      state: 'fail',
      sentence: 'No campaign or commitment acts on this yet.',
    })
    expect(a({ campaign: { ...campaign, from: null, to: null } }).state).toBe('fail')
  })

  it('what was stopped or dropped does not act', () => {
    expect(a({ campaign: { ...campaign, stage: 'stopped' } }).state).toBe('fail')
    const dropped = { firstDue: '2026-06-30', moves: [], droppedOn: '2026-05-01' } as const
    const facts = { commitments: { one: dropped } }
    expect(a({ campaign: null, one: commitment('vendor'), two: commitment('partner') }, facts).state).toBe('warn')
  })
})

describe('R', () => {
  const r = (quantiles: Partial<ShownBenchmark>, votes: VoteFact[] = [], changes: JsonObject = {}) =>
    deriveGoal(changes, { facts: { votes, agreements: [agreement({ benchmarks: [benchmark(quantiles)] })] } }).letter(
      'R',
    )
  const easy = { p75: k(4800) }
  const far = { p75: k(3000), p90: k(4000) }
  const reason = 'Three plants have written that they will order in May.'

  it.each([
    ['up to p75 passes', easy, [], {}, 'pass', 'New qualified pipeline: 75th percentile, within reach, n 28 (Silver).'],
    [
      'above p75 is a stretch',
      { p75: k(4200) },
      [],
      {},
      'warn',
      'New qualified pipeline: 80th percentile, stretch, n 28 (Silver).',
    ],
    [
      'above p90 fails',
      far,
      confidence(5, 5),
      {},
      'fail',
      'New qualified pipeline: above p90, beyond, n 28 (Silver). Say why this is realistic, in at least 40 characters, with both sides at confidence 3 or more.',
    ],
    [
      'above p90 with a reason and trust warns',
      far,
      confidence(3, 4),
      { whyRealistic: reason },
      'warn',
      'New qualified pipeline: above p90, beyond, n 28 (Silver). Both sides trust the reason that is given.',
    ],
  ] as const)('%s', (_, quantiles, votes, changes, state, sentence) => {
    expect(r(quantiles, [...votes], changes)).toMatchObject({ state, sentence })
  })

  it('a reason without trust does not help, and says what is missing', () => {
    expect(r(far, confidence(2, 4), { whyRealistic: reason })).toMatchObject({
      state: 'fail',
      missing: [{ what: 'confidence 3 or more on both sides' }],
    })
  })

  it.each([
    [confidence(3, 3), 'pass', undefined],
    [confidence(4, 2), 'fail', undefined],
    [confidence(4), 'warn', 'NO_DATA'],
    [[], 'warn', 'NO_DATA'],
  ] as const)('without a benchmark confidence decides (%#)', (votes, state, reasonCode) => {
    const check = deriveGoal({}, { facts: { votes: [...votes] } }).letter('R')
    expect([check.state, check.reason]).toEqual([state, reasonCode])
  })

  it('too few partners are as good as no benchmark', () => {
    const check = r({ ...far, n: 4 }, confidence(3, 3))
    expect(check.state).toBe('pass')
    const facts = { agreements: [agreement({ benchmarks: [benchmark({ n: 4 })] })] }
    expect(deriveGoal({}, { facts }).measures[0]?.benchmark).toMatchObject({ band: null, words: 'too few partners' })
  })

  it('the benchmark of the newest agreement counts', () => {
    const agreements = [
      agreement({ at: '2026-04-16T00:00:00Z', benchmarks: [benchmark(easy)] }),
      agreement({ benchmarks: [benchmark(far)] }),
    ]
    expect(deriveGoal({}, { facts: { agreements } }).letter('R').state).toBe('pass')
  })
})

describe('T', () => {
  it.each([
    ['no due day', { due: null }, {}, 'No due day yet.'],
    ['due after the plan', { due: '2027-01-15' }, {}, 'Due Jan 15, 2027 lies outside the plan.'],
    ['no measure', { kpis: [] }, {}, 'No number can tell when this is reached.'],
    [
      'sums that differ',
      {},
      { checkpoints: quarters([900, 1200, 1350, 250].map(k)) },
      'New qualified pipeline: Quarters add up to 3.70 M, target is 4.80 M.',
    ],
    ['no checkpoints', {}, { checkpoints: {} }, 'New qualified pipeline: No quarter has a checkpoint yet.'],
  ])('fails for %s', (_, changes, row, sentence) => {
    const check = deriveGoal(changes, { blocks: { measures: withRow('K2', row) } }).letter('T')
    expect(check).toMatchObject({ state: 'fail', sentence })
  })

  it('a single measure needs no name: "Quarters add up to 1.10 M, target is 1.20 M."', () => {
    const table = withRow('K1', { checkpoints: quarters([150, 300, 300, 350].map(k)) })
    const check = deriveGoal({ kpis: [{ id: 'a', kpi: 'measures/K1' }] }, { blocks: { measures: table } }).letter('T')
    expect(check.sentence).toBe('Quarters add up to 1.10 M, target is 1.20 M.')
  })

  it('a limit may do without checkpoints', () => {
    const table = withRow('K7', { checkpoints: {} })
    expect(
      deriveGoal({ kpis: [{ id: 'a', kpi: 'measures/K7' }] }, { blocks: { measures: table } }).letter('T').state,
    ).toBe('pass')
  })
})
