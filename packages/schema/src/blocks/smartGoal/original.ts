import { parseRecord } from '../../block/parse.ts'
import type { Ref } from '../../ids.ts'
import { parseRef } from '../../ids.ts'
import type { JsonObject } from '../../json.ts'
import { addDays, type Day, isDay } from '../../plan/day.ts'
import type { Instant } from '../../plan/facts.ts'
import { type Plan, rowOf } from '../../plan/plan.ts'
import { type Rag, worstOf } from '../../plan/rag.ts'
import { deriveKpiRow } from '../kpiTable/derive.ts'
import type { KpiRow } from '../kpiTable/row.ts'
import { kpiTableShape } from '../kpiTable/shape.ts'
import { agreementsOf } from './measures.ts'
import type { SmartGoal } from './shape.ts'

/** How the goal would stand by its first agreement, so that moving a date or a target never hides a miss. */
export interface OriginalStatus {
  readonly agreedAt: Instant
  readonly due: Day | null
  readonly rag: Rag
  /** Set once the first due day has passed: whether everything promised was reached by then. */
  readonly verdict: 'met' | 'missed' | null
  /** True when due day, targets or checkpoints are no longer what was agreed first. */
  readonly isChanged: boolean
}

/**
 * The status by target, checkpoints and due day of the first agreement, with today's actuals; null before any.
 * After that due day it is judged by what had been reached by the end of it.
 */
export function originalStatusOf(goal: SmartGoal, plan: Plan, asOf: Day): OriginalStatus | null {
  const [first] = agreementsOf(goal, plan)
  if (!first) return null
  const due = isDay(first.content.due) ? first.content.due : null
  const start = isDay(first.content.start) ? first.content.start : plan.content.meta.start
  const isDue = due !== null && due < asOf
  const judgedOn = isDue ? addDays(due, 1) : asOf
  const rows = Object.entries(first.kpis).map(([ref, json]) => agreedRow(ref, json, plan))
  const derived = rows.map(({ row }) => deriveKpiRow(row, plan, judgedOn, { start, due: due ?? plan.content.meta.end }))
  return {
    agreedAt: first.at,
    due,
    rag: worstOf(derived.map(({ rag }) => rag)),
    verdict: isDue && derived.length > 0 ? (derived.every(({ isMet }) => isMet === true) ? 'met' : 'missed') : null,
    isChanged: due !== goal.due || rows.some(({ isChanged }) => isChanged),
  }
}

/** The row as agreed, with the actuals it has today. */
function agreedRow(ref: Ref, json: JsonObject, plan: Plan): { row: KpiRow; isChanged: boolean } {
  const id = parseRef(ref).row ?? ''
  const agreed = { ...parseRecord(kpiTableShape.rows.rows, {}, json, () => undefined), id } as unknown as KpiRow
  const now = rowOf(plan.content, ref, 'kpiTable', 'rows')?.row
  if (!now) return { row: agreed, isChanged: true }
  const { actuals, numerators, denominators } = now
  return {
    row: { ...agreed, actuals, numerators, denominators },
    isChanged: agreed.target !== now.target || !sameSeries(agreed.checkpoints, now.checkpoints),
  }
}

function sameSeries(a: KpiRow['checkpoints'], b: KpiRow['checkpoints']): boolean {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((period) => a[period] === b[period])
}
