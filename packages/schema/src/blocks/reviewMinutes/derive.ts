import type { Derivation } from '../../block/define-block.ts'
import { type Derived, known, unknown } from '../../block/derived.ts'
import type { Problem } from '../../block/problem.ts'
import type { BlockId, Ref } from '../../ids.ts'
import type { Json } from '../../json.ts'
import { nextBusinessDay } from '../../plan/business-days.ts'
import { addDays, type Day } from '../../plan/day.ts'
import { formatDay } from '../../plan/day-words.ts'
import type { ReviewFact, VoteQuestion } from '../../plan/facts.ts'
import type { Plan } from '../../plan/plan.ts'
import { SIDES, type Side } from '../../plan/side.ts'
import { overdueSince } from './overdue.ts'
import type { MetVerdict, ReviewMinutes } from './shape.ts'
import { problemsToClose } from './to-close.ts'
import { reviewWords } from './words.ts'

export type ReviewState = ReviewFact['state']
/** The revealed votes of both sides on one question; null where a side's is not revealed. */
export type BothVotes = Readonly<Record<Side, Json>>

/** What the rules say about one review. */
export interface ReviewMinutesDerived extends Derivation {
  readonly state: ReviewState
  readonly number: number | null
  /** The day whose end the numbers are frozen at; null until it is chosen. */
  readonly frozenAt: Day | null
  readonly counts: Readonly<Record<MetVerdict, number>>
  /** Goals met of those that were due, 0..1. */
  readonly metRate: Derived<number>
  /** Share of goals called right, 0..1. */
  readonly forecastQuality: Derived<number>
  readonly mood: BothVotes
  /** Revealed votes by goal. */
  readonly votes: Readonly<Record<BlockId, { readonly met: BothVotes; readonly realistic: BothVotes }>>
  /** What still stands in the way of closing; empty once closed. */
  readonly toClose: readonly Problem[]
  /** Sides that have not confirmed a closed review. */
  readonly waitingFor: readonly Side[]
  /** A rhythm after this one, on a business day. */
  readonly proposedNext: Derived<Day>
  /** The day the next review was due on, when that has passed and none is open; null otherwise. */
  readonly nextOverdueSince: Day | null
}

/** Days between two reviews unless the Block says otherwise. */
const USUAL_RHYTHM = 92

export function deriveReviewMinutes(block: ReviewMinutes, plan: Plan, asOf: Day): ReviewMinutesDerived {
  const fact = plan.facts.reviews.find((review) => review.block === block.id)
  const state = fact?.state ?? 'planned'
  const isClosed = state === 'closed' || state === 'confirmed'
  const frozenAt = block.asOf ?? fact?.asOf ?? null
  const counts = countVerdicts(block)
  const judged = block.verdicts.filter(({ realistic }) => realistic !== null)
  const toClose = isClosed ? [] : problemsToClose(block, plan, frozenAt ?? asOf)
  const overdue = overdueSince(block, plan, asOf)
  return {
    state,
    number: fact?.number ?? null,
    frozenAt,
    counts,
    metRate: shareOf(counts.met, counts.met + counts.partly + counts.missed),
    forecastQuality: shareOf(judged.filter(({ realistic }) => realistic === 'right').length, judged.length),
    mood: votesOn(plan, block.id, 'mood', block.id),
    votes: Object.fromEntries(
      block.verdicts.flatMap(({ goal }) =>
        goal === null
          ? []
          : [
              [
                goal,
                { met: votesOn(plan, block.id, 'met', goal), realistic: votesOn(plan, block.id, 'realistic', goal) },
              ],
            ],
      ),
    ),
    toClose,
    waitingFor: state === 'closed' ? SIDES.filter((side) => !fact?.confirmedBy.includes(side)) : [],
    proposedNext: proposedNext(block, plan),
    nextOverdueSince: overdue,
    problems: [...(state === 'open' ? toClose : []), ...(overdue === null ? [] : [overdueProblem(block.id, overdue)])],
  }
}

function countVerdicts({ verdicts }: ReviewMinutes): Record<MetVerdict, number> {
  const count = (met: MetVerdict) => verdicts.filter((verdict) => verdict.met === met).length
  return { met: count('met'), partly: count('partly'), missed: count('missed'), notDue: count('notDue') }
}

const shareOf = (part: number, whole: number): Derived<number> =>
  whole === 0 ? unknown('NO_DATA') : known(part / whole)

function votesOn(plan: Plan, review: BlockId, question: VoteQuestion, target: Ref): BothVotes {
  const of = (side: Side): Json =>
    plan.facts.votes.find(
      (vote) => vote.review === review && vote.question === question && vote.target === target && vote.side === side,
    )?.value ?? null
  return { vendor: of('vendor'), partner: of('partner') }
}

function proposedNext({ heldOn, reviewEveryDays }: ReviewMinutes, plan: Plan): Derived<Day> {
  if (heldOn === null) return unknown('NO_DATA')
  const day = addDays(heldOn, reviewEveryDays ?? USUAL_RHYTHM)
  return known(nextBusinessDay(day, 'both', plan.content.meta.holidays))
}

const overdueProblem = (block: BlockId, since: Day): Problem => ({
  code: 'review.overdue',
  severity: 'warning',
  message: reviewWords.overdue(formatDay(since)),
  block,
  field: 'nextReviewOn',
})
