import type { Derivation } from '../../block/define-block.ts'
import type { Derived } from '../../block/derived.ts'
import type { BlockId, Ref } from '../../ids.ts'
import type { Day } from '../../plan/day.ts'
import type { Plan } from '../../plan/plan.ts'
import type { Rag } from '../../plan/rag.ts'
import type { SuggestedVerdict } from '../kpiTable/status.ts'
import { meansOfGoal, strategiesOf, tacticRefs } from '../strategy/means.ts'
import { achievable, meansCheck } from './achievable.ts'
import { type Capacity, capacityOf, noSalesFigures, type SalesFiguresOf } from './capacity.ts'
import { changesOf, type GoalChange } from './changes.ts'
import { type LetterCheck, type LetterState, letterProblems, smartScoreOf } from './letter.ts'
import { measurable } from './measurable.ts'
import { type Measure, measuresOf } from './measures.ts'
import { type OriginalStatus, originalStatusOf } from './original.ts'
import { type Confidence, confidenceOf, realistic } from './realistic.ts'
import { goalProblems } from './rules.ts'
import type { SmartGoal } from './shape.ts'
import { specific } from './specific.ts'
import { type GoalState, stateOf } from './state.ts'
import { type GoalStatus, progressOf, statusOf, verdictOf } from './status.ts'
import { timed } from './timed.ts'

/** What hangs on a goal, in body order. */
export interface GoalLinks {
  readonly strategies: readonly BlockId[]
  readonly tactics: readonly Ref[]
  readonly campaigns: readonly BlockId[]
  readonly actions: readonly BlockId[]
}

export interface SmartGoalDerived extends Derivation {
  /** S, M, A, R and T in this order. */
  readonly letters: readonly LetterCheck[]
  /** 0..1: a pass counts one fifth, a warning half of that. */
  readonly smartScore: number
  /** Weighted over the measures, 0..1. */
  readonly progress: Derived<number>
  readonly status: GoalStatus
  readonly rag: Rag
  /** By the first agreement; null before any. */
  readonly originalStatus: OriginalStatus | null
  readonly state: GoalState
  /** What the numbers suggest a review should conclude. */
  readonly verdict: Derived<SuggestedVerdict>
  readonly measures: readonly Measure[]
  readonly confidence: Confidence
  /** The half of A that every goal has: who acts on it. */
  readonly means: LetterState
  /** The other half, of bookings goals only. */
  readonly capacity: Capacity | null
  readonly links: GoalLinks
  readonly changes: readonly GoalChange[]
}

/** Derives a goal; `salesFiguresOf` gives what a sales plan and a frozen pipeline will know. */
export function deriveSmartGoal(
  block: SmartGoal,
  plan: Plan,
  asOf: Day,
  salesFiguresOf: SalesFiguresOf = noSalesFigures,
): SmartGoalDerived {
  const measures = measuresOf(block, plan, asOf)
  const confidence = confidenceOf(block, plan)
  const capacity = capacityOf(measures, plan, salesFiguresOf)
  const means = meansCheck(block, plan)
  const letters = [
    specific(block),
    measurable(measures, plan),
    achievable(means, capacity),
    realistic(block, measures, confidence, plan),
    timed(block, measures, plan, asOf),
  ]
  const verdict = verdictOf(measures.map(({ derived }) => derived.verdict))
  const status = statusOf(block, measures)
  return {
    letters,
    smartScore: smartScoreOf(letters),
    progress: progressOf(measures),
    status,
    rag: status.rag,
    originalStatus: originalStatusOf(block, plan, asOf),
    state: stateOf(block, plan, asOf, letters, verdict),
    verdict,
    measures,
    confidence,
    means: means.state,
    capacity,
    links: linksOf(block, plan),
    changes: changesOf(block, plan),
    problems: [...letterProblems(letters), ...goalProblems(block, plan)].map((problem) => ({
      ...problem,
      block: block.id,
    })),
  }
}

function linksOf({ id }: SmartGoal, plan: Plan): GoalLinks {
  const strategies = strategiesOf(plan, id)
  const { campaigns, actions } = meansOfGoal(plan, id)
  return {
    strategies: strategies.map((strategy) => strategy.id),
    tactics: tacticRefs(strategies),
    campaigns: campaigns.map((campaign) => campaign.id),
    actions: actions.map((action) => action.id),
  }
}
