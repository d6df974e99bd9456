import { isKnown } from '../../block/derived.ts'
import { formatPercent } from '../../plan/number.ts'
import type { Plan } from '../../plan/plan.ts'
import { SIDES } from '../../plan/side.ts'
import { actingOf, actsFor, meansOfGoal, strategiesOf } from '../strategy/means.ts'
import type { Capacity } from './capacity.ts'
import type { LetterCheck, LetterState } from './letter.ts'
import type { SmartGoal } from './shape.ts'
import { letterWords } from './words.ts'

const RANK: Readonly<Record<LetterState, number>> = { pass: 0, warn: 1, fail: 2 }

/** A: the means exist. For bookings goals the capacity counts too; the worse of the two decides. */
export function achievable(means: LetterCheck, capacity: Capacity | null): LetterCheck {
  if (!capacity) return means
  const { ratio, state } = capacity
  const sentence = isKnown(ratio)
    ? letterWords.capacity(formatPercent(ratio.value * 100))
    : letterWords.capacityUnknown(capacity.missing)
  return {
    letter: 'A',
    state: RANK[state] > RANK[means.state] ? state : means.state,
    sentence: `${means.sentence} ${sentence}`,
    missing: [...means.missing, ...capacity.missing.map((what) => ({ what }))],
    ...(isKnown(ratio) ? {} : { reason: ratio.reason }),
  }
}

/** The first half of A: a strategy, and on each side a campaign or commitment with an owner and a date. */
export function meansCheck(goal: SmartGoal, plan: Plan): LetterCheck {
  const acting = actingOf(meansOfGoal(plan, goal.id), plan)
  const idle = SIDES.filter((side) => !actsFor(acting, side))
  const hasStrategy = strategiesOf(plan, goal.id).length > 0
  const missing = [
    ...(hasStrategy ? [] : [{ what: letterWords.strategy }]),
    ...idle.map((side) => ({ what: letterWords.meansOf(side) })),
  ]
  const [side, other] = idle
  if (side && other) return { letter: 'A', state: 'fail', sentence: letterWords.nobodyActs, missing }
  if (side) return { letter: 'A', state: 'warn', sentence: letterWords.oneSideActs(side), missing }
  return hasStrategy
    ? { letter: 'A', state: 'pass', sentence: letterWords.bothAct, missing }
    : { letter: 'A', state: 'warn', sentence: letterWords.noStrategy, missing }
}
