import type { Derivation } from '../../block/define-block.ts'
import type { Day } from '../../plan/day.ts'
import type { Plan } from '../../plan/plan.ts'
import type { JvpCard } from './shape.ts'

export interface JvpCardDerived extends Derivation {}

export function deriveJvpCard(_block: JvpCard, _plan: Plan, _asOf: Day): JvpCardDerived {
  return { problems: [] }
}
