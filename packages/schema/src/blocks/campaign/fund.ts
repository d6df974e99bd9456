import { type Derived, known, unknown } from '../../block/derived.ts'
import { share } from './figures.ts'
import type { Campaign } from './shape.ts'

/** The vendor's marketing fund in one campaign, in minor units. */
export interface CampaignFund {
  /** Budget times the fund's share. */
  readonly planned: Derived<number>
  /** Spend times the fund's share, before the cap. */
  readonly ofSpend: Derived<number>
  /** The smaller of what was approved and the fund's share of the spend. */
  readonly claimable: Derived<number>
  /** True when the approved amount, not the share, sets the claimable amount. */
  readonly isCapped: boolean
  /** Spend less the claimable amount. */
  readonly partnerShare: Derived<number>
}

export function fundOf({ budget, mdfPct, mdfApproved, spend }: Campaign): CampaignFund {
  const ofSpend = share(spend, mdfPct)
  const claimable = ofSpend === null || mdfApproved === null ? null : Math.min(mdfApproved, ofSpend)
  return {
    planned: amount(share(budget, mdfPct)),
    ofSpend: amount(ofSpend),
    claimable: amount(claimable),
    isCapped: claimable !== null && ofSpend !== null && claimable < ofSpend,
    partnerShare: amount(spend === null || claimable === null ? null : spend - claimable),
  }
}

const amount = (value: number | null): Derived<number> => (value === null ? unknown('NO_DATA') : known(value))
