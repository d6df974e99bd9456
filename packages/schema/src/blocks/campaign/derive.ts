import type { Derivation } from '../../block/define-block.ts'
import type { Day } from '../../plan/day.ts'
import type { Plan } from '../../plan/plan.ts'
import {
  actualAmounts,
  type CampaignChanges,
  type CampaignFigures,
  changesOf,
  figuresOf,
  plannedAmounts,
} from './figures.ts'
import { type CampaignFund, fundOf } from './fund.ts'
import { campaignProblems } from './rules.ts'
import type { Campaign } from './shape.ts'
import { type CampaignStatus, earlyUntil, statusOf } from './status.ts'

/** What the rules say about one campaign. */
export interface CampaignDerived extends Derivation {
  readonly status: CampaignStatus
  readonly fund: CampaignFund
  readonly planned: CampaignFigures
  readonly actual: CampaignFigures
  readonly changes: CampaignChanges
  /** The actual return is early: a sales cycle has not passed since the campaign ended. */
  readonly isEarly: boolean
  /** The last day of that time; null when the end or the cycle is unknown. */
  readonly earlyUntil: Day | null
}

export function deriveCampaign(block: Campaign, plan: Plan, asOf: Day): CampaignDerived {
  const { marginRatePct } = plan.content.meta
  const fund = fundOf(block)
  const planned = figuresOf(plannedAmounts(block), marginRatePct)
  const actual = figuresOf(actualAmounts(block), marginRatePct)
  const until = earlyUntil(block, plan)
  return {
    status: statusOf(block, plan),
    fund,
    planned,
    actual,
    changes: changesOf(planned, actual),
    isEarly: until !== null && asOf <= until,
    earlyUntil: until,
    problems: campaignProblems(block, fund, plan, asOf),
  }
}
