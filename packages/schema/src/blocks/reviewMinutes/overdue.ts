import type { Day } from '../../plan/day.ts'
import type { ReviewFact } from '../../plan/facts.ts'
import type { Plan } from '../../plan/plan.ts'
import type { ReviewMinutes } from './shape.ts'

const isClosed = ({ state }: ReviewFact) => state === 'closed' || state === 'confirmed'

/**
 * The day the next review was due on, told by the newest closed review: null while that day has not passed,
 * while a review is open, and for every review but the newest closed one.
 */
export function overdueSince(block: ReviewMinutes, plan: Plan, asOf: Day): Day | null {
  const { reviews } = plan.facts
  if (block.nextReviewOn === null || block.nextReviewOn >= asOf || reviews.some(({ state }) => state === 'open'))
    return null
  const own = reviews.find((review) => review.block === block.id)
  if (!own || !isClosed(own)) return null
  const isNewest = reviews.every((other) => !isClosed(other) || other.number <= own.number)
  return isNewest ? block.nextReviewOn : null
}
