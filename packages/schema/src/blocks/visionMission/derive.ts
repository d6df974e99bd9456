import type { Derivation } from '../../block/define-block.ts'
import type { Day } from '../../plan/day.ts'
import type { Plan } from '../../plan/plan.ts'
import type { VisionMission } from './shape.ts'

export interface VisionMissionDerived extends Derivation {}

export function deriveVisionMission(_block: VisionMission, _plan: Plan, _asOf: Day): VisionMissionDerived {
  return { problems: [] }
}
