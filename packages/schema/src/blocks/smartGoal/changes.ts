import type { BlockId, Ref } from '../../ids.ts'
import { blocksOf, type Plan } from '../../plan/plan.ts'
import type { ReviewMinutes } from '../reviewMinutes/shape.ts'
import type { SmartGoal } from './shape.ts'

/** A change to a goal or to one of its measures that a review wrote down: old, new and why. */
export interface GoalChange {
  readonly review: BlockId
  readonly target: Ref
  readonly field: string | null
  readonly from: string
  readonly to: string
  readonly cause: ReviewMinutes['changes'][number]['cause']
}

/** The recorded changes of a goal, in the order of the reviews. */
export function changesOf(goal: SmartGoal, plan: Plan): readonly GoalChange[] {
  const targets = new Set<Ref>([goal.id, ...goal.kpis.flatMap(({ kpi }) => kpi ?? [])])
  return blocksOf(plan.content, 'reviewMinutes').flatMap((review) =>
    review.changes.flatMap(({ block, field, from, to, cause }) =>
      block !== null && targets.has(block) ? [{ review: review.id, target: block, field, from, to, cause }] : [],
    ),
  )
}
