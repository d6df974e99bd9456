import { type Day, daysBetween } from '../../plan/day.ts'
import type { CommitmentFact, CommitmentMove } from '../../plan/facts.ts'
import type { Plan } from '../../plan/plan.ts'
import type { ActionItem } from './shape.ts'

/** A move that is asked for later than this many days before the due day comes too late. */
const NOTICE_DAYS = 3

/** The day a commitment is judged by, and how it came to it. */
export interface CommitmentDue {
  /** The due day at the first Ack or review closing; without one the Block's own. */
  readonly first: Day | null
  /** The due day that counts: the first one, or the one it was validly moved to. */
  readonly counts: Day | null
  /** The move that is valid: asked in time, accepted by the other side, and the first one. */
  readonly move: CommitmentMove | null
}

export function dueOf(block: ActionItem, plan: Plan, asOf: Day): CommitmentDue {
  const fact = plan.facts.commitments[block.id]
  const first = fact?.firstDue ?? block.due
  const move = fact ? validMove(fact, asOf) : null
  return { first, counts: move?.to ?? first, move }
}

/** A commitment may be moved once: the first move that was asked in time and accepted. */
function validMove({ firstDue, moves }: CommitmentFact, asOf: Day): CommitmentMove | null {
  const valid = moves.find(
    ({ askedOn, acceptedOn }) =>
      acceptedOn !== null && acceptedOn <= asOf && daysBetween(askedOn, firstDue) >= NOTICE_DAYS,
  )
  return valid ?? null
}

/** The day it was done, if that day has come by `asOf`; null while it is open. */
export const doneBy = ({ doneAt }: ActionItem, asOf: Day): Day | null =>
  doneAt !== null && doneAt <= asOf ? doneAt : null

export function isDropped(block: ActionItem, plan: Plan, asOf: Day): boolean {
  const droppedOn = plan.facts.commitments[block.id]?.droppedOn ?? null
  return droppedOn !== null && droppedOn <= asOf
}
