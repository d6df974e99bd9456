import type { Derivation } from '../../block/define-block.ts'
import type { Day } from '../../plan/day.ts'
import type { Plan } from '../../plan/plan.ts'
import type { Campaign } from './shape.ts'

export interface CampaignDerived extends Derivation {}

export function deriveCampaign(_block: Campaign, _plan: Plan, _asOf: Day): CampaignDerived {
  return { problems: [] }
}
