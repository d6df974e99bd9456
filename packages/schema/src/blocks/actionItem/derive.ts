import type { Derivation } from '../../block/define-block.ts'
import type { BlockId } from '../../ids.ts'
import { type Day, daysBetween } from '../../plan/day.ts'
import type { CommitmentMove } from '../../plan/facts.ts'
import { blockOf, type Plan } from '../../plan/plan.ts'
import type { Side } from '../../plan/side.ts'
import { doneBy, dueOf, isDropped } from './due.ts'
import { commitmentProblems } from './rules.ts'
import type { ActionItem } from './shape.ts'

export type CommitmentStatus = 'open' | 'moved' | 'blocked' | 'overdue' | 'done' | 'late' | 'dropped'
/** How a commitment counts in the score of its side. */
export type CommitmentScore = 'onTime' | 'late' | 'overdue'

/** What the rules say about one commitment. */
export interface ActionItemDerived extends Derivation {
  readonly status: CommitmentStatus
  /** Null while it does not count: open and not yet due, dropped, or without a due day. */
  readonly score: CommitmentScore | null
  /** The due day that counts, and the one of the first agreement. */
  readonly due: Day | null
  readonly firstDue: Day | null
  readonly move: CommitmentMove | null
  /** Days from the due day that counts until it was done or until `asOf`; negative before it, null without one. */
  readonly daysLate: number | null
  /** The commitment it waits for, open after its own due day. */
  readonly blockedBy: { readonly block: BlockId; readonly side: Side | null } | null
}

export function deriveActionItem(block: ActionItem, plan: Plan, asOf: Day): ActionItemDerived {
  const due = dueOf(block, plan, asOf)
  const done = doneBy(block, asOf)
  const dropped = isDropped(block, plan, asOf)
  const score = dropped || due.counts === null ? null : scoreOf(done, due.counts, asOf)
  const blockedBy = done === null && !dropped ? blockerOf(block, plan, asOf) : null
  return {
    status: dropped ? 'dropped' : statusOf(score, done, blockedBy !== null, due.move !== null),
    score,
    due: due.counts,
    firstDue: due.first,
    move: due.move,
    daysLate: due.counts === null ? null : daysBetween(due.counts, done ?? asOf),
    blockedBy,
    problems: commitmentProblems(block, due, plan, asOf),
  }
}

function scoreOf(done: Day | null, due: Day, asOf: Day): CommitmentScore | null {
  if (done !== null) return done <= due ? 'onTime' : 'late'
  return due < asOf ? 'overdue' : null
}

function statusOf(
  score: CommitmentScore | null,
  done: Day | null,
  isBlocked: boolean,
  isMoved: boolean,
): CommitmentStatus {
  if (done !== null) return score === 'late' ? 'late' : 'done'
  if (isBlocked) return 'blocked'
  if (score === 'overdue') return 'overdue'
  return isMoved ? 'moved' : 'open'
}

/** What it waits for, when that is still open after its due day. */
function blockerOf(block: ActionItem, plan: Plan, asOf: Day): ActionItemDerived['blockedBy'] {
  const awaited = blockOf(plan.content, block.dependsOn, 'actionItem')
  if (!awaited || awaited.id === block.id || doneBy(awaited, asOf) !== null || isDropped(awaited, plan, asOf))
    return null
  const { counts } = dueOf(awaited, plan, asOf)
  return counts !== null && counts < asOf ? { block: awaited.id, side: awaited.ownerSide } : null
}
