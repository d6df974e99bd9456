import { describe, expect, it } from 'vitest'
import { type Derived, isKnown } from '../../block/derived.ts'
import type { AckFact } from '../../plan/facts.ts'
import { noFacts } from '../../plan/facts.ts'
import type { Plan } from '../../plan/plan.ts'
import { SIDES } from '../../plan/side.ts'
import { materialHash } from '../../plan-doc/canonical.ts'
import { type PlanJson, parsePlan } from '../../plan-doc/read.ts'
import { campaignId } from '../../sample-plan/ids.ts'
import { samplePlan } from '../../sample-plan/sample-plan.ts'
import { deriveBlock } from '../registry.ts'
import type { BlockOf } from '../shapes.ts'
import { renderCampaign } from './render.ts'
import { sampleCampaign } from './sample.ts'
import { campaignTotals } from './totals.ts'

const TODAY = '2026-11-23'
const sample = samplePlan()
const plan: Plan = { content: parsePlan(sample.json), facts: sample.facts }
const blockOfKey = (key: keyof typeof campaignId) => plan.content.blocks.get(campaignId[key]) as BlockOf<'campaign'>
const demo = (key: keyof typeof campaignId) => deriveBlock<'campaign'>(blockOfKey(key), plan, TODAY)

const percent = (derived: Derived<number>) =>
  isKnown(derived) ? `${(derived.value * 100).toFixed(1)} %` : derived.reason
const dollars = (derived: Derived<number>) => (isKnown(derived) ? derived.value / 100 : derived.reason)
const cents = (derived: Derived<number>) =>
  isKnown(derived) ? (Math.round(derived.value) / 100).toFixed(2) : derived.reason

describe('the campaigns of the demo plan', () => {
  it.each([
    ['C1', '675.0 %', '701.7 %', false, 2900, 'measured'],
    ['C2', '239.1 %', '263.3 %', false, 28_800, 'measured'],
    ['C3', '481.3 %', '609.9 %', true, 6550, 'measured'],
    ['C4', '322.7 %', '117.3 %', true, 10_700, 'measured'],
    ['C5', '365.0 %', '-100.0 %', false, 0, 'measured'],
    ['C6', '158.3 %', '-100.0 %', true, 5750, 'stopped'],
  ] as const)('%s is expected to return %s and returned %s', (key, expected, actual, isEarly, claimable, status) => {
    const derived = demo(key)
    expect(percent(derived.planned.roi)).toBe(expected)
    expect(percent(derived.actual.roi)).toBe(actual)
    expect(derived.isEarly).toBe(isEarly)
    expect(dollars(derived.fund.claimable)).toBe(claimable)
    expect(derived.status).toBe(status)
    expect(derived.problems).toEqual([])
  })

  it.each([
    ['C1', '2026-07-22'],
    ['C2', '2026-10-09'],
    ['C5', '2026-09-03'],
    ['C6', '2027-03-10'],
  ] as const)('%s is early until %s, the end and one sales cycle', (key, day) => {
    expect(demo(key).earlyUntil).toBe(day)
    expect(deriveBlock<'campaign'>(blockOfKey(key), plan, day as '2026-07-22').isEarly).toBe(true)
  })

  it('C2 spent 51,200: 60 % would be 30,720, capped at the 28,800 approved, and Dunmarsh pays 22,400', () => {
    const { fund, changes } = demo('C2')
    expect([fund.planned, fund.ofSpend, fund.claimable, fund.partnerShare].map(dollars)).toEqual([
      28_800, 30_720, 28_800, 22_400,
    ])
    expect(fund.isCapped).toBe(true)
    expect(percent(changes.leads.share)).toBe('8.9 %')
    expect(percent(changes.opps.share)).toBe('-14.3 %')
    expect(percent(changes.costPerLead.share)).toBe('-2.0 %')
    expect(percent(changes.roi.by)).toBe('24.2 %')
  })

  it('adds up to 299.8 % expected and 253.3 % actual', () => {
    const totals = campaignTotals(plan)
    expect(totals.count).toBe(6)
    expect([percent(totals.planned.roi), percent(totals.actual.roi)]).toEqual(['299.8 %', '253.3 %'])
    expect(
      [totals.planned.cost, totals.actual.cost, totals.planned.pipeline, totals.actual.pipeline].map(dollars),
    ).toEqual([110_500, 105_300, 2_850_000, 2_400_000])
    expect(totals.planned.leads).toEqual({ value: 800 })
    expect(totals.actual.leads).toEqual({ value: 640 })
    expect([totals.planned.opps, totals.actual.opps, totals.wonDeals]).toEqual([
      { value: 38 },
      { value: 32 },
      { value: 8 },
    ])
    expect([totals.fundApproved, totals.fundClaimable, totals.claimed, totals.partnerShare].map(dollars)).toEqual([
      58_800, 54_700, 54_700, 50_600,
    ])
  })

  it('costs 138.13 a lead as planned and 164.53 in fact', () => {
    const { planned, actual } = campaignTotals(plan)
    expect([cents(planned.costPerLead), cents(actual.costPerLead)]).toEqual(['138.13', '164.53'])
    expect(isKnown(planned.pipelinePerUnit) && planned.pipelinePerUnit.value.toFixed(2)).toBe('25.79')
  })

  it('tells itself in words', () => {
    const card = renderCampaign(blockOfKey('C3'), demo('C3'), plan)
    expect(card).toMatchObject({ key: 'C3', status: 'Measured' })
    expect(card.tables?.[0]?.rows).toContainEqual(['Return', '481.3 %', '609.9 % early', '+128.7 pt'])
    expect(card.tables?.[0]?.rows).toContainEqual(['Cost per lead', '$63.64', '$70.05', '+10.1 %'])
  })
})

describe('a campaign', () => {
  const acksFor = (json: PlanJson, at: string): AckFact[] =>
    SIDES.map((side) => ({ target: 'one', side, role: 'x', at, materialHash: materialHash(json.blocks.one!) }))
  function derived(
    fields: object,
    { acked, asOf = TODAY }: { acked?: string; asOf?: '2026-11-23' | '2026-01-01' } = {},
  ) {
    const block = { ...sampleCampaign, kind: 'campaign', ...fields }
    const json: PlanJson = {
      meta: { currency: 'USD', marginRatePct: 62, averageCycleDays: 148, timeZone: 'America/New_York' },
      body: [{ block: 'one' }],
      blocks: { one: Object.fromEntries(Object.entries(block).filter(([, value]) => value !== null)) as typeof block },
    }
    const content = parsePlan(json)
    const facts = { ...noFacts, acks: acked ? acksFor(json, acked) : [] }
    return deriveBlock<'campaign'>(content.blocks.get('one') as BlockOf<'campaign'>, { content, facts }, asOf)
  }
  const messages = (fields: object, options?: Parameters<typeof derived>[1]) =>
    derived(fields, options).problems.map(({ message }) => message)

  it('has no problems in its example', () => {
    expect(messages({})).toEqual([])
  })

  it('refuses a claim above what was approved or above the share of the spend', () => {
    const expo = { budget: 4_800_000, mdfPct: 60, mdfApproved: 2_880_000, spend: 5_120_000 }
    expect(messages({ ...expo, claimAmount: 3_072_000 })).toEqual(['Claim exceeds approved MDF by 1,920.'])
    expect(messages({ ...expo, spend: 4_000_000, claimAmount: 2_500_000 })).toEqual([
      "Claim exceeds the fund's share of the spend by 1,000.",
    ])
    expect(messages({ ...expo, claimAmount: 2_880_000 })).toEqual([])
  })

  it('wants a note when more than 110 % of the budget was spent', () => {
    expect(messages({ spend: 2_200_000, spendNote: '', claimAmount: null })).toEqual([])
    expect(messages({ spend: 2_240_000, spendNote: '' })).toEqual(['Spend is 12 % over budget: say why.'])
    expect(messages({ spend: 2_240_000, spendNote: 'Rain.' })).toEqual([])
  })

  it('wants an owner, dates in order, and a budget unless it is a press release', () => {
    expect(messages({ ownerVendor: null, ownerPartner: null })).toEqual(['Name an owner on at least one side.'])
    expect(messages({ to: '2026-03-09' })).toEqual(['The campaign ends before it begins.'])
    expect(messages({ budget: 0, spend: 0, claimAmount: 0 })).toEqual(['Only a press release can do without a budget.'])
  })

  it('lets a press release out only after both sides approved its text', () => {
    const release = {
      campaignKind: 'pressRelease',
      from: '2026-04-08',
      to: '2026-04-08',
      budget: 0,
      spend: 0,
      claimAmount: 0,
    }
    expect(derived(release).problems).toEqual([
      expect.objectContaining({
        severity: 'error',
        message: 'Both sides approve the text of a press release before Apr 8, 2026.',
      }),
    ])
    expect(derived(release, { asOf: '2026-01-01' }).problems[0]?.severity).toBe('warning')
    expect(messages(release, { acked: '2026-04-07T23:00:00Z' })).toEqual([])
    // Half past two in the night of the 8th by UTC is still the 7th in New York.
    expect(messages(release, { acked: '2026-04-08T02:30:00Z' })).toEqual([])
    expect(messages(release, { acked: '2026-04-08T12:00:00Z' })).toEqual([
      'The text was approved only on or after Apr 8, 2026.',
    ])
  })

  it('says why and when it was stopped', () => {
    expect(messages({ stage: 'stopped' })).toEqual(['Say why it was stopped.', 'Say on which day it was stopped.'])
  })

  it.each([
    [{ stage: null }, {}, 'idea'],
    [{ stage: 'planned' }, {}, 'planned'],
    [{ stage: 'planned', mdfApproved: null }, { acked: '2026-01-02T10:00:00Z' }, 'planned'],
    [{ stage: 'planned' }, { acked: '2026-01-02T10:00:00Z' }, 'approved'],
    [{ stage: 'running' }, {}, 'running'],
    [{ stage: 'done', wonValue: null }, {}, 'done'],
    [{ stage: 'done' }, {}, 'measured'],
    [{ stage: 'stopped' }, {}, 'stopped'],
  ])('with %j and %j is %s', (fields, options, status) => {
    expect(derived(fields, options).status).toBe(status)
  })

  it('says which results are missing once it is done', () => {
    expect(messages({ stage: 'done', wonValue: null, actualOpps: null })).toEqual([
      'Not measured yet: opportunities, won value.',
    ])
  })

  it('gives reasons instead of numbers that nobody knows', () => {
    const nothing = derived({ spend: 0, actualLeads: {}, wonValue: null, mdfApproved: null })
    expect(nothing.actual.roi).toEqual({ reason: 'NO_DATA' })
    expect(nothing.actual.costPerLead).toEqual({ reason: 'NO_DATA' })
    expect(nothing.fund.claimable).toEqual({ reason: 'NO_DATA' })
    expect(derived({ spend: 0 }).actual.roi).toEqual({ reason: 'ZERO_DENOMINATOR' })
    expect(derived({ actualLeads: { '2026-Q1': 0 } }).actual.costPerLead).toEqual({ reason: 'ZERO_DENOMINATOR' })
    expect(derived({ expectedWinRatePct: null }).planned.roi).toEqual({ reason: 'NO_DATA' })
  })
})
