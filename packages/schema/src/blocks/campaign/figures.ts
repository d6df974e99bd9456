import { type Derived, isKnown, known, ratio, unknown } from '../../block/derived.ts'
import type { Campaign } from './shape.ts'

/** What a campaign costs and brings, planned or actual; money in minor units, return as a share (2.633 is 263.3 %). */
export interface CampaignFigures {
  readonly cost: Derived<number>
  readonly leads: Derived<number>
  readonly opps: Derived<number>
  readonly pipeline: Derived<number>
  /** Planned: pipeline times win rate. Actual: the value won. */
  readonly revenue: Derived<number>
  readonly roi: Derived<number>
  readonly costPerLead: Derived<number>
  /** Pipeline for each unit of money spent. */
  readonly pipelinePerUnit: Derived<number>
}

/** The sums a set of figures is made from; null where nothing is known. */
export interface CampaignAmounts {
  readonly cost: number | null
  readonly leads: number | null
  readonly opps: number | null
  readonly pipeline: number | null
  readonly revenue: number | null
}

/** How actual stands to planned: the plain difference, and the difference as a share of planned. */
export interface Change {
  readonly by: Derived<number>
  readonly share: Derived<number>
}

export type CampaignChanges = { readonly [Name in keyof CampaignFigures]: Change }

/** Sum of what is there; null when nothing is. */
export const sumOf = (values: readonly (number | null)[]): number | null =>
  values.reduce<number | null>((sum, value) => (value === null ? sum : (sum ?? 0) + value), null)

export const plannedAmounts = (block: Campaign): CampaignAmounts => ({
  cost: block.budget,
  leads: sumOf(Object.values(block.expectedLeads)),
  opps: block.expectedOpps,
  pipeline: block.expectedPipeline,
  revenue: share(block.expectedPipeline, block.expectedWinRatePct),
})

export const actualAmounts = (block: Campaign): CampaignAmounts => ({
  cost: block.spend,
  leads: sumOf(Object.values(block.actualLeads)),
  opps: block.actualOpps,
  pipeline: block.actualPipeline,
  revenue: block.wonValue,
})

/** `percent` of an amount; null when either is. */
export const share = (amount: number | null, percent: number | null): number | null =>
  amount === null || percent === null ? null : (amount * percent) / 100

/** Figures of one campaign or of summed amounts: the same formulas, so totals are never means of ratios. */
export function figuresOf(amounts: CampaignAmounts, marginRatePct: number | null): CampaignFigures {
  const { cost, leads, opps, pipeline, revenue } = amounts
  const earned = share(revenue, marginRatePct)
  return {
    cost: derivedOf(cost),
    leads: derivedOf(leads),
    opps: derivedOf(opps),
    pipeline: derivedOf(pipeline),
    revenue: derivedOf(revenue),
    roi: earned === null ? unknown('NO_DATA') : quotient(cost === null ? null : earned - cost, cost),
    costPerLead: quotient(cost, leads),
    pipelinePerUnit: quotient(pipeline, cost),
  }
}

const derivedOf = (value: number | null): Derived<number> => (value === null ? unknown('NO_DATA') : known(value))

const quotient = (numerator: number | null, denominator: number | null): Derived<number> =>
  numerator === null || denominator === null ? unknown('NO_DATA') : ratio(numerator, denominator)

/** Actual against planned, figure by figure. */
export function changesOf(planned: CampaignFigures, actual: CampaignFigures): CampaignChanges {
  const names = Object.keys(planned) as (keyof CampaignFigures)[]
  return Object.fromEntries(names.map((name) => [name, changeOf(planned[name], actual[name])])) as CampaignChanges
}

function changeOf(planned: Derived<number>, actual: Derived<number>): Change {
  if (!isKnown(planned)) return { by: planned, share: planned }
  if (!isKnown(actual)) return { by: actual, share: actual }
  const by = actual.value - planned.value
  return { by: known(by), share: ratio(by, Math.abs(planned.value)) }
}
