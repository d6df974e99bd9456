import type { Derivation } from '../../block/define-block.ts'
import type { Day } from '../../plan/day.ts'
import type { Plan } from '../../plan/plan.ts'
import type { Strategy } from './shape.ts'

export interface StrategyDerived extends Derivation {}

export function deriveStrategy(_block: Strategy, _plan: Plan, _asOf: Day): StrategyDerived {
  return { problems: [] }
}
