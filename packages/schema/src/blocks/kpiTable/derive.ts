import type { Derivation } from '../../block/define-block.ts'
import type { Derived } from '../../block/derived.ts'
import type { Problem } from '../../block/problem.ts'
import { type BlockId, type RowId, refTo } from '../../ids.ts'
import type { Day } from '../../plan/day.ts'
import type { Period } from '../../plan/period.ts'
import type { Plan } from '../../plan/plan.ts'
import { type Rag, ragThresholds, worstOf } from '../../plan/rag.ts'
import { actualToDate, countsToDate, lastReading, readingsOf } from './actual.ts'
import { calendarOf, type Span } from './calendar.ts'
import { expectedToDate } from './expected.ts'
import { gapPerRemainingPeriod, paceForecast } from './forecast.ts'
import { attainmentOf, expectedProgressOf, paceOf, progressOf } from './pace.ts'
import type { KpiRow } from './row.ts'
import { rowProblems } from './rules.ts'
import type { KpiTable } from './shape.ts'
import { goalsOfRows, planSpan, spanOfRow } from './spans.ts'
import { ageOf, isMet, isPastDue, ragOf, STALE_AFTER_DAYS, type SuggestedVerdict, suggestedVerdict } from './status.ts'
import { tableProblems } from './table-rules.ts'

/**
 * One measure as it stands at the start of a day. Values are in the row's unit (money in minor units, 25 is 25 %),
 * shares are 1 = all; a figure is null where the row's mode has no such figure.
 */
export interface KpiRowDerived {
  readonly row: RowId
  readonly actualToDate: Derived<number>
  /** The counts behind a ratio, such as 12 won of 44. */
  readonly counts: { readonly numerator: number; readonly denominator: number } | null
  /** What each period shows, as far as it has been entered. */
  readonly readings: readonly { readonly period: Period; readonly value: Derived<number> }[]
  readonly expectedToDate: Derived<number>
  /** Flow only: the reached share of the target. */
  readonly attainment: Derived<number> | null
  /** How far the row has come, 1 = there; not clamped, shown 0..150 %. */
  readonly progress: Derived<number>
  /** Level only: the share of its way it should have gone. */
  readonly expectedProgress: Derived<number> | null
  readonly pace: Derived<number>
  readonly paceForecast: Derived<number> | null
  readonly gapPerRemainingPeriod: Derived<number> | null
  /** True when the target is reached, null while nobody can say. */
  readonly isMet: boolean | null
  readonly isPastDue: boolean
  /** The status by the numbers; when `isStale`, shown under a grey overlay with the word. */
  readonly rag: Rag
  readonly isStale: boolean
  /** Days since the period of the newest actual ended; null without one. */
  readonly ageDays: number | null
  readonly verdict: SuggestedVerdict | null
  readonly problems: readonly Problem[]
}

export interface KpiTableDerived extends Derivation {
  readonly rows: readonly KpiRowDerived[]
  /** The goals each row measures, in the rows' order. */
  readonly goals: readonly (readonly BlockId[])[]
  /** The worst status of the rows. */
  readonly rag: Rag
}

/**
 * Derives one row, also one that is not stored: with another target and checkpoints for what was agreed first, or with
 * one cell changed for the effect before it is saved. `span` is the time the row has, without it the plan's.
 */
export function deriveKpiRow(row: KpiRow, plan: Plan, asOf: Day, span: Span = planSpan(plan)): KpiRowDerived {
  const calendar = calendarOf(plan.content.meta, asOf)
  const position = { actual: actualToDate(row, calendar), expected: expectedToDate(row, calendar, span) }
  const pace = paceOf(row, position)
  const isDue = isPastDue(span, calendar)
  const last = lastReading(row, calendar)
  const ageDays = last ? ageOf(last, calendar) : null
  return {
    row: row.id,
    actualToDate: position.actual,
    counts: countsToDate(row, calendar),
    readings: readingsOf(row, calendar).map(({ period, value }) => ({ period, value })),
    expectedToDate: position.expected,
    attainment: row.mode === 'flow' ? attainmentOf(row, position.actual) : null,
    progress: progressOf(row, position.actual, pace),
    expectedProgress: expectedProgressOf(row, position.expected),
    pace: pace.pace,
    paceForecast: paceForecast(row, pace.pace),
    gapPerRemainingPeriod: gapPerRemainingPeriod(row, position.actual, calendar, span),
    isMet: isMet(row, position),
    isPastDue: isDue,
    rag: ragOf(row, position, pace, ragThresholds(plan.content.meta), isDue),
    // What was due is judged for good; it cannot go stale.
    isStale: !isDue && ageDays !== null && ageDays > STALE_AFTER_DAYS,
    ageDays,
    verdict: suggestedVerdict(row, position, pace, span, calendar),
    problems: rowProblems(row, calendar, plan.content.meta.currency),
  }
}

export function deriveKpiTable(block: KpiTable, plan: Plan, asOf: Day): KpiTableDerived {
  const goals = goalsOfRows(plan)
  const rows = block.rows.map((row) => deriveKpiRow(row, plan, asOf, spanOfRow(goals, plan, block.id, row.id)))
  return {
    rows,
    goals: block.rows.map((row) => (goals.get(refTo(block.id, row.id)) ?? []).map(({ goal }) => goal)),
    rag: worstOf(rows.map(({ rag }) => rag)),
    problems: [
      ...rows.flatMap(({ problems }) => problems),
      ...tableProblems(block, rows, plan, calendarOf(plan.content.meta, asOf)),
    ].map((problem) => ({
      ...problem,
      block: block.id,
    })),
  }
}
