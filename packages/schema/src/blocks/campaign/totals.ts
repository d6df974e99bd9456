import { type Derived, known, unknown, valueOr } from '../../block/derived.ts'
import { blocksOf, type Plan } from '../../plan/plan.ts'
import {
  actualAmounts,
  type CampaignAmounts,
  type CampaignChanges,
  type CampaignFigures,
  changesOf,
  figuresOf,
  plannedAmounts,
  sumOf,
} from './figures.ts'
import { fundOf } from './fund.ts'

/** All campaigns of a plan together; money in minor units. */
export interface CampaignTotals {
  readonly count: number
  readonly planned: CampaignFigures
  readonly actual: CampaignFigures
  readonly changes: CampaignChanges
  readonly fundApproved: Derived<number>
  readonly fundClaimable: Derived<number>
  readonly claimed: Derived<number>
  readonly partnerShare: Derived<number>
  readonly wonDeals: Derived<number>
}

/** Totals over the campaigns in the body: sums first, then the formulas of a single campaign. */
export function campaignTotals(plan: Plan): CampaignTotals {
  const campaigns = blocksOf(plan.content, 'campaign')
  const { marginRatePct } = plan.content.meta
  const funds = campaigns.map(fundOf)
  const planned = figuresOf(added(campaigns.map(plannedAmounts)), marginRatePct)
  const actual = figuresOf(added(campaigns.map(actualAmounts)), marginRatePct)
  return {
    count: campaigns.length,
    planned,
    actual,
    changes: changesOf(planned, actual),
    fundApproved: total(campaigns.map(({ mdfApproved }) => mdfApproved)),
    fundClaimable: total(funds.map(({ claimable }) => valueOr(claimable, null))),
    claimed: total(campaigns.map(({ claimAmount }) => claimAmount)),
    partnerShare: total(funds.map(({ partnerShare }) => valueOr(partnerShare, null))),
    wonDeals: total(campaigns.map(({ wonDeals }) => wonDeals)),
  }
}

const total = (values: readonly (number | null)[]): Derived<number> => {
  const sum = sumOf(values)
  return sum === null ? unknown('NO_DATA') : known(sum)
}

const added = (all: readonly CampaignAmounts[]): CampaignAmounts => ({
  cost: sumOf(all.map(({ cost }) => cost)),
  leads: sumOf(all.map(({ leads }) => leads)),
  opps: sumOf(all.map(({ opps }) => opps)),
  pipeline: sumOf(all.map(({ pipeline }) => pipeline)),
  revenue: sumOf(all.map(({ revenue }) => revenue)),
})
