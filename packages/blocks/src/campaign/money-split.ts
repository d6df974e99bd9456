import type { CampaignFund } from '@concord/schema'
import { valueOr } from '@concord/schema'
import type { Campaign } from './campaign.ts'

/** Who pays for a campaign, ready to be drawn: amounts in minor units, places in per cent of the bar. */
export interface MoneySplit {
  /** Whether the bar shows money spent or, before that, the budget. */
  readonly of: 'spend' | 'budget'
  readonly total: number
  readonly vendor: number
  readonly partner: number
  readonly vendorWidth: number
  readonly partnerWidth: number
  /** Where the budget stands on the bar of the spend. */
  readonly budgetAt: number | null
}

const percent = (part: number, whole: number) => (whole === 0 ? 0 : Math.round((part / whole) * 10_000) / 100)

/** Splits the spend, or the budget while nothing is spent, into the vendor's fund and what the partner pays. */
export function moneySplit({ budget, spend, mdfApproved }: Campaign, fund: CampaignFund): MoneySplit | null {
  const total = spend ?? budget
  if (total === null || total === 0) return null
  const approved = valueOr(spend === null ? fund.planned : fund.claimable, null) ?? mdfApproved ?? 0
  const vendor = Math.min(approved, total)
  const longest = Math.max(total, spend === null ? 0 : (budget ?? 0))
  return {
    of: spend === null ? 'budget' : 'spend',
    total,
    vendor,
    partner: total - vendor,
    vendorWidth: percent(vendor, longest),
    partnerWidth: percent(total - vendor, longest),
    budgetAt: spend === null || budget === null || budget === 0 ? null : percent(budget, longest),
  }
}
