import type { Card } from '../../block/card.ts'
import type { Plan } from '../../plan/plan.ts'
import type { CampaignDerived } from './derive.ts'
import { type Campaign, campaignShape } from './shape.ts'

export function renderCampaign(block: Campaign, _derived: CampaignDerived, plan: Plan): Card {
  return { key: plan.facts.keys[block.id] ?? null, label: campaignShape.label, title: block.title }
}
