import type { Derivation } from '../../block/define-block.ts'
import { rowPath } from '../../block/path.ts'
import type { Problem } from '../../block/problem.ts'
import { type BlockId, type RowId, refTo } from '../../ids.ts'
import { isAgreed } from '../../plan/acks.ts'
import type { Day } from '../../plan/day.ts'
import { formatDay } from '../../plan/day-words.ts'
import { blockOf, type Plan } from '../../plan/plan.ts'
import { actingOf, meansOfTactic } from './means.ts'
import type { Strategy } from './shape.ts'
import { strategyWords } from './words.ts'

/** Who acts on one tactic. */
export interface TacticDerived {
  readonly tactic: RowId
  readonly campaigns: readonly BlockId[]
  readonly actions: readonly BlockId[]
  /** False while neither a campaign nor a commitment that still stands serves it. */
  readonly isActedOn: boolean
}

export interface StrategyDerived extends Derivation {
  readonly state: 'draft' | 'agreed'
  readonly tactics: readonly TacticDerived[]
}

export function deriveStrategy(block: Strategy, plan: Plan, _asOf: Day): StrategyDerived {
  const tactics = block.tactics.map(({ id }) => deriveTactic(plan, block.id, id))
  return {
    state: isAgreed(plan, block.id) ? 'agreed' : 'draft',
    tactics,
    problems: [...goalProblems(block, plan), ...tacticProblems(block, tactics, plan)].map((problem) => ({
      ...problem,
      block: block.id,
    })),
  }
}

function deriveTactic(plan: Plan, strategy: BlockId, tactic: RowId): TacticDerived {
  const { campaigns, actions } = actingOf(meansOfTactic(plan, refTo(strategy, tactic)), plan)
  return {
    tactic,
    campaigns: campaigns.map(({ id }) => id),
    actions: actions.map(({ id }) => id),
    isActedOn: campaigns.length + actions.length > 0,
  }
}

function goalProblems({ goal, tactics }: Strategy, { content }: Plan): Problem[] {
  const problems: Problem[] = []
  if (goal !== null && !blockOf(content, goal, 'smartGoal'))
    problems.push({ code: 'strategy.goal', severity: 'error', message: strategyWords.goalRemoved, field: 'goal' })
  if (tactics.length === 0)
    problems.push({ code: 'strategy.tactics', severity: 'hint', message: strategyWords.noTactic, field: 'tactics' })
  return problems
}

function tacticProblems(block: Strategy, derived: readonly TacticDerived[], { content: { meta } }: Plan): Problem[] {
  return block.tactics.flatMap(({ id, from, to }, index): Problem[] => {
    const at = (field: string) => rowPath('tactics', id, field)
    const problems: Problem[] = []
    for (const [field, day] of [['from', from] as const, ['to', to] as const]) {
      if (day === null || !isOutside(day, meta.start, meta.end)) continue
      const message = strategyWords.outsidePlan(formatDay(day))
      problems.push({ code: 'tactic.outsidePlan', severity: 'warning', message, field: at(field) })
    }
    if (from !== null && to !== null && to < from)
      problems.push({ code: 'tactic.order', severity: 'error', message: strategyWords.toBeforeFrom, field: at('to') })
    if (!derived[index]?.isActedOn)
      problems.push({ code: 'tactic.nobody', severity: 'hint', message: strategyWords.nobodyActs, field: at('text') })
    return problems
  })
}

const isOutside = (day: Day, start: Day | null, end: Day | null) =>
  (start !== null && day < start) || (end !== null && day > end)
