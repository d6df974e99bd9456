import type { Card } from '../../block/card.ts'
import type { Plan } from '../../plan/plan.ts'
import type { ReviewMinutesDerived } from './derive.ts'
import { type ReviewMinutes, reviewMinutesShape } from './shape.ts'

export function renderReviewMinutes(block: ReviewMinutes, _derived: ReviewMinutesDerived, plan: Plan): Card {
  return { key: plan.facts.keys[block.id] ?? null, label: reviewMinutesShape.label, title: block.title }
}
