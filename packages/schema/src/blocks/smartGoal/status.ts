import { type Derived, known, unknown } from '../../block/derived.ts'
import { type Rag, worstOf } from '../../plan/rag.ts'
import type { Side } from '../../plan/side.ts'
import { figure } from '../kpiTable/figure.ts'
import type { SuggestedVerdict } from '../kpiTable/status.ts'
import type { Measure } from './measures.ts'
import type { SmartGoal } from './shape.ts'

/** The status of a goal: what the numbers say, and what somebody set instead with a written reason. */
export interface GoalStatus {
  /** The one to show. */
  readonly rag: Rag
  /** The worst status of the measures. */
  readonly computed: Rag
  readonly override: { readonly side: Side | null; readonly reason: string } | null
}

/** Without a written reason an override does not count. */
export function statusOf(goal: SmartGoal, measures: readonly Measure[]): GoalStatus {
  const computed = worstOf(measures.map(({ derived }) => derived.rag))
  const reason = goal.statusReason.trim()
  if (goal.statusOverride === null || reason === '') return { rag: computed, computed, override: null }
  return { rag: goal.statusOverride, computed, override: { side: goal.statusSide, reason } }
}

/** The weighted progress of the measures that have one, each counted from 0 to 1; NO_DATA when none has. */
export function progressOf(measures: readonly Measure[]): Derived<number> {
  const usual = usualWeight(measures)
  let weights = 0
  let sum = 0
  for (const { derived, weight } of measures) {
    if (!('value' in derived.progress)) continue
    weights += weight ?? usual
    sum += (weight ?? usual) * Math.min(Math.max(derived.progress.value, 0), 1)
  }
  return weights === 0 ? unknown('NO_DATA') : figure(sum / weights)
}

/** A measure without a weight counts like the average of those that have one. */
function usualWeight(measures: readonly Measure[]): number {
  const given = measures.flatMap(({ weight }) => weight ?? [])
  return given.length === 0 ? 1 : given.reduce((sum, weight) => sum + weight, 0) / given.length
}

const WORST_FIRST = ['missed', 'partly', 'met', 'notDue'] as const

/** What the numbers suggest a review should conclude: the worst of the measures; NO_DATA while none can say. */
export function verdictOf(verdicts: readonly (SuggestedVerdict | null)[]): Derived<SuggestedVerdict> {
  const worst = WORST_FIRST.find((verdict) => verdicts.includes(verdict))
  return worst === undefined ? unknown('NO_DATA') : known(worst)
}
