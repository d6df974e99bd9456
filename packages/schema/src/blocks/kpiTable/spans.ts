import { type BlockId, type Ref, refTo } from '../../ids.ts'
import { blocksOf, type Plan } from '../../plan/plan.ts'
import type { Span } from './calendar.ts'

/** A goal that a row measures, and the time it gives the row. */
export interface MeasuredGoal {
  readonly goal: BlockId
  readonly span: Span
}

export const planSpan = ({ content: { meta } }: Plan): Span => ({ start: meta.start, due: meta.end })

/** The goals each row measures, by the row's {@link Ref}, in body order. */
export function goalsOfRows(plan: Plan): ReadonlyMap<Ref, readonly MeasuredGoal[]> {
  const goals = new Map<Ref, MeasuredGoal[]>()
  for (const goal of blocksOf(plan.content, 'smartGoal')) {
    if (goal.stage === 'dropped') continue
    for (const ref of new Set(goal.kpis.flatMap(({ kpi }) => kpi ?? []))) {
      const span = { start: goal.start ?? plan.content.meta.start, due: goal.due ?? plan.content.meta.end }
      goals.set(ref, [...(goals.get(ref) ?? []), { goal: goal.id, span }])
    }
  }
  return goals
}

/** The time a row has: that of the first goal it measures, else the plan's. */
export const spanOfRow = (
  goals: ReadonlyMap<Ref, readonly MeasuredGoal[]>,
  plan: Plan,
  table: BlockId,
  row: string,
): Span => goals.get(refTo(table, row))?.[0]?.span ?? planSpan(plan)
