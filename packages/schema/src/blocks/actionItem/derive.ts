import type { Derivation } from '../../block/define-block.ts'
import type { Day } from '../../plan/day.ts'
import type { Plan } from '../../plan/plan.ts'
import type { ActionItem } from './shape.ts'

export interface ActionItemDerived extends Derivation {}

export function deriveActionItem(_block: ActionItem, _plan: Plan, _asOf: Day): ActionItemDerived {
  return { problems: [] }
}
