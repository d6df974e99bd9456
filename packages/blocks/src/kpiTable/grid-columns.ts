import {
  addDays,
  type Day,
  isPeriod,
  type KpiRow,
  type Period,
  type PeriodPhase,
  type PlanMeta,
  periodDays,
  phaseOf,
  quartersBetween,
} from '@concord/schema'
import { kpiTableWords as words } from './words.ts'

/** A column of the grid by name: a period stands for itself. */
export type ColumnKey = 'measure' | 'base' | 'toDate' | 'target' | 'pace' | 'status' | Period

export interface PeriodColumn {
  readonly period: Period
  /** `Q4`, with the year where the plan has more than one. */
  readonly label: string
  /** The second line of the header: what stands below the actual, or how far the current period has come. */
  readonly below: string
  readonly phase: PeriodPhase
}

export const isPeriodColumn = (column: string): column is Period => isPeriod(column)

/** Most periods a grid shows: 36 months. */
const MOST_PERIODS = 40

/**
 * The period columns of a table: the plan's quarters, or months where the table is kept by month.
 * Empty while the plan has no first and last day and the table no numbers.
 */
export function periodColumns(
  meta: PlanMeta,
  rows: readonly KpiRow[],
  asOf: Day,
  locale: string,
): readonly PeriodColumn[] {
  const fiscalStartMonth = meta.fiscalStartMonth ?? 1
  const used = [
    ...new Set(rows.flatMap((row) => [row.checkpoints, row.actuals, row.numerators].flatMap(Object.keys))),
  ].filter(isPeriod)
  const isMonthly = used.length > 0 && used.every((period) => !period.includes('Q'))
  const periods =
    meta.start && meta.end
      ? periodsOf(meta.start, meta.end, fiscalStartMonth, isMonthly)
      : used.sort().slice(0, MOST_PERIODS)
  const years = new Set(periods.map((period) => period.slice(0, 4)))
  return periods.map((period) => {
    const phase = phaseOf(period, asOf, fiscalStartMonth)
    return {
      period,
      label: periodLabel(period, locale, years.size > 1),
      below:
        phase === 'current'
          ? words.head.upTo(shortDay(addDays(asOf, -1), locale))
          : phase === 'past'
            ? words.head.ofPlan
            : words.head.plan,
      phase,
    }
  })
}

function periodsOf(start: Day, end: Day, fiscalStartMonth: number, isMonthly: boolean): readonly Period[] {
  if (!isMonthly) return quartersBetween(start, end, fiscalStartMonth)
  const months: Period[] = []
  for (let day = start; day <= end && months.length < MOST_PERIODS; ) {
    const month = day.slice(0, 7) as Period
    months.push(month)
    day = addDays(periodDays(month, fiscalStartMonth).last, 1)
  }
  return months
}

/** `Q4` or `Nov`; with its year `Q4 26`. */
export function periodLabel(period: Period, locale: string, withYear: boolean): string {
  const year = withYear ? ` ${period.slice(2, 4)}` : ''
  const quarter = /Q[1-4]$/.exec(period)
  if (quarter) return `${quarter[0]}${year}`
  const month = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' }).format(
    new Date(`${period}-15T00:00:00Z`),
  )
  return `${month}${year}`
}

/** `22 Nov`, in the reader's order. */
export const shortDay = (day: Day, locale: string): string =>
  new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )

/** All columns in order, as keys move through them. */
export const columnKeys = (periods: readonly PeriodColumn[]): readonly ColumnKey[] => [
  'measure',
  'base',
  ...periods.map(({ period }) => period),
  'toDate',
  'target',
  'pace',
  'status',
]
