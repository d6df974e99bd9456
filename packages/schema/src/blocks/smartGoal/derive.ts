import type { Derivation } from '../../block/define-block.ts'
import type { Day } from '../../plan/day.ts'
import type { Plan } from '../../plan/plan.ts'
import type { SmartGoal } from './shape.ts'

export interface SmartGoalDerived extends Derivation {}

export function deriveSmartGoal(_block: SmartGoal, _plan: Plan, _asOf: Day): SmartGoalDerived {
  return { problems: [] }
}
