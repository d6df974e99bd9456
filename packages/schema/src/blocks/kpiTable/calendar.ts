import { addDays, type Day } from '../../plan/day.ts'
import type { PlanMeta } from '../../plan/meta.ts'
import {
  isPeriod,
  type Month,
  type Period,
  type PeriodPhase,
  periodDays,
  phaseOf,
  quarterOf,
} from '../../plan/period.ts'

/** The days a row is computed by: the plan's period and fiscal year, and the day of the calculation. */
export interface Calendar {
  readonly asOf: Day
  readonly start: Day | null
  readonly end: Day | null
  readonly fiscalStartMonth: number
}

/** When a row is worked on: the start and due day of the goal it measures. */
export interface Span {
  readonly start: Day | null
  readonly due: Day | null
}

export const calendarOf = (meta: PlanMeta, asOf: Day): Calendar => ({
  asOf,
  start: meta.start,
  end: meta.end,
  fiscalStartMonth: meta.fiscalStartMonth ?? 1,
})

/** One cell of a series with the days of its period. */
export interface Cell<V> {
  readonly period: Period
  readonly first: Day
  readonly last: Day
  readonly phase: PeriodPhase
  readonly value: V
}

/** True for a period that shares a day with the plan; a year without its start or end open counts. */
export function isInPlan(period: Period, { start, end, fiscalStartMonth }: Calendar): boolean {
  const { first, last } = periodDays(period, fiscalStartMonth)
  return (start === null || last >= start) && (end === null || first <= end)
}

/** The cells of a series that lie in the plan, in time order. */
export function cellsOf<V>(series: Readonly<Record<string, V>>, calendar: Calendar): Cell<V>[] {
  return Object.entries(series)
    .flatMap(([period, value]) =>
      isPeriod(period) && isInPlan(period, calendar) ? [cellAt(period, value, calendar)] : [],
    )
    .sort((a, b) => compare(a.first, b.first) || compare(a.last, b.last))
}

function cellAt<V>(period: Period, value: V, { asOf, fiscalStartMonth }: Calendar): Cell<V> {
  return { period, value, ...periodDays(period, fiscalStartMonth), phase: phaseOf(period, asOf, fiscalStartMonth) }
}

const compare = (a: Day, b: Day) => (a < b ? -1 : a > b ? 1 : 0)

export const isQuarter = (period: Period): boolean => period.includes('Q')

const monthOf = (day: Day) => day.slice(0, 7) as Month

/** No plan is longer than 36 months; a foreign one is cut here rather than hang an editor. */
const MOST_PERIODS = 40

/** The periods from one day to another without a gap, in the granularity of `like`. */
export function periodsFrom(first: Day, last: Day, like: Period, calendar: Calendar): Cell<null>[] {
  const cells: Cell<null>[] = []
  for (let day = first; day <= last && cells.length < MOST_PERIODS; ) {
    const period = isQuarter(like) ? quarterOf(day, calendar.fiscalStartMonth) : monthOf(day)
    const cell = cellAt(period, null, calendar)
    cells.push(cell)
    day = addDays(cell.last, 1)
  }
  return cells
}
