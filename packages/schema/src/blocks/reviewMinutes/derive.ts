import type { Derivation } from '../../block/define-block.ts'
import type { Day } from '../../plan/day.ts'
import type { Plan } from '../../plan/plan.ts'
import type { ReviewMinutes } from './shape.ts'

export interface ReviewMinutesDerived extends Derivation {}

export function deriveReviewMinutes(_block: ReviewMinutes, _plan: Plan, _asOf: Day): ReviewMinutesDerived {
  return { problems: [] }
}
