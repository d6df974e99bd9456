import { type CampaignFund, known, unknown } from '@concord/schema'
import { expect, test } from 'vitest'
import type { Campaign } from './campaign.ts'
import { moneySplit } from './money-split.ts'

const campaign = (budget: number | null, spend: number | null, mdfApproved: number | null = null) =>
  ({ budget, spend, mdfApproved }) as Campaign
const fund = (planned: number | null, claimable: number | null = null): CampaignFund => ({
  planned: planned === null ? unknown('NO_DATA') : known(planned),
  ofSpend: unknown('NO_DATA'),
  claimable: claimable === null ? unknown('NO_DATA') : known(claimable),
  isCapped: false,
  partnerShare: unknown('NO_DATA'),
})

test('C2 spent 51,200: the fund pays 28,800 of it, Dunmarsh 22,400, and the budget was 48,000', () => {
  expect(moneySplit(campaign(4_800_000, 5_120_000, 2_880_000), fund(2_880_000, 2_880_000))).toEqual({
    of: 'spend',
    total: 5_120_000,
    vendor: 2_880_000,
    partner: 2_240_000,
    vendorWidth: 56.25,
    partnerWidth: 43.75,
    budgetAt: 93.75,
  })
})

test('a campaign that cost less than its budget leaves the rest of the bar empty', () => {
  const split = moneySplit(campaign(600_000, 580_000, 300_000), fund(300_000, 290_000))
  expect(split).toMatchObject({ vendorWidth: 48.33, partnerWidth: 48.33, budgetAt: 100 })
})

test('before anything is spent the budget is split as planned', () => {
  expect(moneySplit(campaign(1_000_000, null), fund(500_000))).toMatchObject({
    of: 'budget',
    vendor: 500_000,
    partner: 500_000,
    budgetAt: null,
  })
})

test('without money there is nothing to draw, and the fund never pays more than the whole', () => {
  expect(moneySplit(campaign(null, null), fund(null))).toBeNull()
  expect(moneySplit(campaign(0, null), fund(0))).toBeNull()
  expect(moneySplit(campaign(100, null), fund(500))).toMatchObject({ vendor: 100, partner: 0 })
})
