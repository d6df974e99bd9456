import { highestBand } from '../../plan/benchmark.ts'
import type { Plan } from '../../plan/plan.ts'
import { SIDES, type Side } from '../../plan/side.ts'
import type { LetterCheck } from './letter.ts'
import { type Measure, measureName } from './measures.ts'
import type { SmartGoal } from './shape.ts'
import { letterWords } from './words.ts'

/** The revealed confidence of each side, 1..5; null before the reveal. */
export type Confidence = Readonly<Record<Side, number | null>>

/** A side that votes this or more believes in the goal. */
const CONFIDENT_FROM = 3
/** A reason shorter than this explains nothing. */
const SHORTEST_REASON = 40

export function confidenceOf({ id }: SmartGoal, plan: Plan): Confidence {
  const of = (side: Side) => {
    const vote = plan.facts.votes.find(
      ({ question, target, side: by }) => question === 'confidence' && target === id && by === side,
    )
    return typeof vote?.value === 'number' && vote.value >= 1 && vote.value <= 5 ? vote.value : null
  }
  return { vendor: of('vendor'), partner: of('partner') }
}

/** True for a goal whose target lies beyond what 90 of 100 partners reach. */
export const isBeyond = (measures: readonly Measure[]): boolean =>
  measures.some(({ benchmark }) => benchmark?.band === 'beyond')

export const hasReason = ({ whyRealistic }: SmartGoal): boolean => whyRealistic.trim().length >= SHORTEST_REASON

/** R: by the highest benchmark band of the measures, or without one by both sides' confidence. */
export function realistic(
  goal: SmartGoal,
  measures: readonly Measure[],
  confidence: Confidence,
  plan: Plan,
): LetterCheck {
  const band = highestBand(measures.flatMap(({ benchmark }) => benchmark?.band ?? []))
  const decisive = measures.find(({ benchmark }) => benchmark?.band === band)
  if (band === undefined || !decisive?.benchmark) return byConfidence(confidence)
  const { shown, words } = decisive.benchmark
  const sentence = letterWords.standing(measureName(decisive, plan), words, shown.segment)
  if (band === 'within') return { letter: 'R', state: 'pass', sentence, missing: [] }
  if (band === 'stretch') return { letter: 'R', state: 'warn', sentence, missing: [] }
  const areConfident = SIDES.every((side) => (confidence[side] ?? 0) >= CONFIDENT_FROM)
  if (hasReason(goal) && areConfident) {
    return { letter: 'R', state: 'warn', sentence: `${sentence} ${letterWords.whyGiven}`, missing: [] }
  }
  const missing = [
    ...(hasReason(goal) ? [] : [{ what: letterWords.why, field: 'whyRealistic' }]),
    ...(areConfident ? [] : [{ what: letterWords.confidence }]),
  ]
  return { letter: 'R', state: 'fail', sentence: `${sentence} ${letterWords.whyNeeded}`, missing }
}

function byConfidence({ vendor, partner }: Confidence): LetterCheck {
  if (vendor === null || partner === null) {
    const missing = [{ what: letterWords.confidence }]
    return { letter: 'R', state: 'warn', sentence: letterWords.notRevealed, missing, reason: 'NO_DATA' }
  }
  if (vendor >= CONFIDENT_FROM && partner >= CONFIDENT_FROM)
    return { letter: 'R', state: 'pass', sentence: letterWords.confident(vendor, partner), missing: [] }
  const missing = [{ what: letterWords.confidence }]
  return { letter: 'R', state: 'fail', sentence: letterWords.doubtful(vendor, partner), missing }
}
