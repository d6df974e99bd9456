import { type Derived, isKnown } from '../../block/derived.ts'
import { isAgreed } from '../../plan/acks.ts'
import type { Day } from '../../plan/day.ts'
import { blockOf, type Plan } from '../../plan/plan.ts'
import type { SuggestedVerdict } from '../kpiTable/status.ts'
import type { LetterCheck } from './letter.ts'
import { agreementsOf } from './measures.ts'
import type { SmartGoal } from './shape.ts'

export type GoalStateName =
  | 'draft'
  | 'proposed'
  | 'agreed'
  | 'active'
  | 'revised'
  | 'met'
  | 'partly'
  | 'missed'
  | 'closed'
  | 'dropped'

/** Where a goal is in its life. A verdict is only suggested until a review at or after the due day has closed. */
export interface GoalState {
  readonly name: GoalStateName
  readonly isSuggested: boolean
}

const sure = (name: GoalStateName): GoalState => ({ name, isSuggested: false })

export function stateOf(
  goal: SmartGoal,
  plan: Plan,
  asOf: Day,
  letters: readonly LetterCheck[],
  suggested: Derived<SuggestedVerdict>,
): GoalState {
  if (goal.stage === 'dropped' || goal.stage === 'closed') return sure(goal.stage)
  const wasAgreed = agreementsOf(goal, plan).length > 0
  const isConsented = isAgreed(plan, goal.id)
  // An agreement on record was made with every letter passing or with an exception of both; a letter that fails
  // later, because a commitment was dropped, does not take it back.
  const isAgreedNow = isConsented && (wasAgreed || letters.every(({ state }) => state !== 'fail'))
  if (!isAgreedNow && !wasAgreed) return sure(goal.stage ?? 'draft')
  const final = goal.due === null ? null : closedVerdict(goal, goal.due, plan)
  if (final !== null) return sure(final)
  if (goal.due !== null && goal.due < asOf && isKnown(suggested) && suggested.value !== 'notDue')
    return { name: suggested.value, isSuggested: true }
  if (!isConsented) return sure('revised')
  return sure(goal.start !== null && goal.start <= asOf ? 'active' : 'agreed')
}

/** The verdict of the last closed review at or after the due day; null without one. */
function closedVerdict(goal: SmartGoal, due: Day, plan: Plan): 'met' | 'partly' | 'missed' | null {
  const reviews = plan.facts.reviews
    .filter(({ state, asOf }) => (state === 'closed' || state === 'confirmed') && asOf >= due)
    .sort((a, b) => b.number - a.number)
  for (const review of reviews) {
    const verdicts = blockOf(plan.content, review.block, 'reviewMinutes')?.verdicts ?? []
    const met = verdicts.find((verdict) => verdict.goal === goal.id)?.met
    if (met === 'met' || met === 'partly' || met === 'missed') return met
  }
  return null
}
