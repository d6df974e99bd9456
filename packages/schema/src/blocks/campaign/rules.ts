import { isKnown } from '../../block/derived.ts'
import type { Problem, Severity } from '../../block/problem.ts'
import { isAgreed } from '../../plan/acks.ts'
import { type Day, dayIn } from '../../plan/day.ts'
import { formatDay } from '../../plan/day-words.ts'
import { toUnits } from '../../plan/money.ts'
import { formatNumber, formatPercent } from '../../plan/number.ts'
import type { Plan } from '../../plan/plan.ts'
import type { CampaignFund } from './fund.ts'
import type { Campaign } from './shape.ts'
import { missingResults } from './status.ts'
import { campaignWords } from './words.ts'

/** Spend beyond this share of the budget wants a note. */
const SPEND_LIMIT = 1.1

/** Everything that is wrong or missing in a campaign, beside its field. */
export function campaignProblems(block: Campaign, fund: CampaignFund, plan: Plan, asOf: Day): Problem[] {
  const problem = (name: string, severity: Severity, field: keyof Campaign & string, message: string): Problem => ({
    code: `campaign.${name}`,
    severity,
    message,
    block: block.id,
    field,
  })
  const problems: Problem[] = []
  if (block.ownerVendor === null && block.ownerPartner === null)
    problems.push(problem('owner', 'error', 'ownerVendor', campaignWords.noOwner))
  if (block.from !== null && block.to !== null && block.to < block.from)
    problems.push(problem('dates', 'error', 'to', campaignWords.endsFirst))
  if (block.budget === 0 && block.campaignKind !== 'pressRelease')
    problems.push(problem('budget', 'error', 'budget', campaignWords.noBudget))
  const claim = claimMessage(block, fund, plan)
  if (claim) problems.push(problem('claim', 'error', 'claimAmount', claim))
  const overspend = overspendMessage(block)
  if (overspend) problems.push(problem('overspend', 'error', 'spendNote', overspend))
  const release = releaseMessage(block, plan)
  if (release)
    problems.push(problem('release', block.from !== null && block.from <= asOf ? 'error' : 'warning', 'from', release))
  if (block.stage === 'stopped' && block.stageReason.trim() === '')
    problems.push(problem('stoppedWhy', 'error', 'stageReason', campaignWords.stoppedWhy))
  if (block.stage === 'stopped' && block.stoppedOn === null)
    problems.push(problem('stoppedWhen', 'error', 'stoppedOn', campaignWords.stoppedWhen))
  const missing = missingResults(block)
  if (block.stage === 'done' && missing.length > 0)
    problems.push(problem('measured', 'warning', 'stage', campaignWords.notMeasured(missing)))
  return problems
}

function claimMessage({ claimAmount }: Campaign, { claimable, isCapped }: CampaignFund, plan: Plan) {
  if (claimAmount === null || !isKnown(claimable) || claimAmount <= claimable.value) return undefined
  const over = formatNumber(toUnits(claimAmount - claimable.value, plan.content.meta.currency), 2)
  return isCapped ? campaignWords.claimOverApproved(over) : campaignWords.claimOverShare(over)
}

function overspendMessage({ budget, spend, spendNote }: Campaign) {
  if (budget === null || spend === null || budget <= 0 || spend <= budget * SPEND_LIMIT) return undefined
  return spendNote.trim() === '' ? campaignWords.overspent(formatPercent((spend / budget - 1) * 100)) : undefined
}

/** Both sides approve the text of a press release before its day; the Acks say when they did. */
function releaseMessage({ id, campaignKind, from }: Campaign, plan: Plan) {
  if (campaignKind !== 'pressRelease' || from === null) return undefined
  if (!isAgreed(plan, id)) return campaignWords.approveText(formatDay(from))
  const zone = plan.content.meta.timeZone ?? 'UTC'
  const isLate = (['vendor', 'partner'] as const).some((side) => {
    const days = plan.facts.acks
      .filter((ack) => ack.target === id && ack.side === side)
      .map((ack) => dayIn(zone, new Date(ack.at)))
    return days.every((day) => day >= from)
  })
  return isLate ? campaignWords.approvedLate(formatDay(from)) : undefined
}
