import { isAgreed } from '../../plan/acks.ts'
import { addDays, type Day } from '../../plan/day.ts'
import type { Plan } from '../../plan/plan.ts'
import { sumOf } from './figures.ts'
import type { Campaign } from './shape.ts'
import { campaignWords } from './words.ts'

export type CampaignStatus = 'idea' | 'planned' | 'approved' | 'running' | 'done' | 'measured' | 'stopped'

/** What one side may say alone is stored; approved takes both sides and the fund, measured takes every result. */
export function statusOf(block: Campaign, plan: Plan): CampaignStatus {
  const stage = block.stage ?? 'idea'
  if (stage === 'planned' && block.mdfApproved !== null && isAgreed(plan, block.id)) return 'approved'
  return stage === 'done' && missingResults(block).length === 0 ? 'measured' : stage
}

/** The results that are still to be entered, in words. */
export function missingResults(block: Campaign): string[] {
  const { missing } = campaignWords
  const results: readonly (readonly [number | null, string])[] = [
    [block.spend, missing.spend],
    [sumOf(Object.values(block.actualLeads)), missing.leads],
    [block.actualOpps, missing.opps],
    [block.actualPipeline, missing.pipeline],
    [block.wonDeals, missing.wonDeals],
    [block.wonValue, missing.wonValue],
  ]
  return results.flatMap(([value, word]) => (value === null ? [word] : []))
}

/** The last day on which deals of the campaign may still be open: its end and one sales cycle. Null when unknown. */
export function earlyUntil(block: Campaign, plan: Plan): Day | null {
  const end = block.stoppedOn ?? block.to
  const cycle = plan.content.meta.averageCycleDays
  return end === null || cycle === null ? null : addDays(end, cycle)
}
