import { type Derived, known, unknown } from '../../block/derived.ts'
import type { BlockId } from '../../ids.ts'
import type { Day } from '../../plan/day.ts'
import { blocksOf, type Plan } from '../../plan/plan.ts'
import { otherSide, type Side } from '../../plan/side.ts'
import { type CommitmentScore, deriveActionItem } from './derive.ts'

/** The due days a score looks at, both included. */
export interface ScoreWindow {
  readonly from: Day
  readonly to: Day
}

/** How one side kept its commitments. */
export interface SideScore {
  readonly onTime: number
  readonly late: number
  readonly overdue: number
  /** The sum of the three. */
  readonly counted: number
  /** Kept on the day it was promised for, 0..100; NO_DATA means nothing was due yet. */
  readonly onTimePct: Derived<number>
  /** Kept at all, 0..100. */
  readonly keptPct: Derived<number>
  /** Left out of the score because the other side is late with what they wait for. */
  readonly blockedByOther: readonly BlockId[]
}

/**
 * Both sides' scores by the same formula. Without a window every commitment counts. Open ones that are not yet
 * due, dropped ones and those the other side blocks are left out.
 */
export function scorecard(plan: Plan, asOf: Day, window?: ScoreWindow): Readonly<Record<Side, SideScore>> {
  const all = blocksOf(plan.content, 'actionItem')
    .map((block) => ({ block, derived: deriveActionItem(block, plan, asOf) }))
    .filter(({ derived: { due } }) => due !== null && (!window || (due >= window.from && due <= window.to)))
  const scoreOf = (side: Side): SideScore => {
    const own = all.filter(({ block }) => block.ownerSide === side)
    const blocked = own.filter(({ derived }) => derived.blockedBy?.side === otherSide(side))
    const counting = own.filter((one) => !blocked.includes(one))
    const count = (score: CommitmentScore) => counting.filter(({ derived }) => derived.score === score).length
    return sideScore(
      count('onTime'),
      count('late'),
      count('overdue'),
      blocked.map(({ block }) => block.id),
    )
  }
  return { vendor: scoreOf('vendor'), partner: scoreOf('partner') }
}

function sideScore(onTime: number, late: number, overdue: number, blockedByOther: readonly BlockId[]): SideScore {
  const counted = onTime + late + overdue
  const percentage = (kept: number): Derived<number> =>
    counted === 0 ? unknown('NO_DATA') : known((kept / counted) * 100)
  return {
    onTime,
    late,
    overdue,
    counted,
    onTimePct: percentage(onTime),
    keptPct: percentage(onTime + late),
    blockedByOther,
  }
}
