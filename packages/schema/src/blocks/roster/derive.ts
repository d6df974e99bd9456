import type { Derivation } from '../../block/define-block.ts'
import type { Day } from '../../plan/day.ts'
import type { Plan } from '../../plan/plan.ts'
import type { Roster } from './shape.ts'

export interface RosterDerived extends Derivation {}

export function deriveRoster(_block: Roster, _plan: Plan, _asOf: Day): RosterDerived {
  return { problems: [] }
}
