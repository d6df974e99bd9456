import { type Derived, isKnown, unknown } from '../../block/derived.ts'
import { type Calendar, cellsOf, periodsFrom, type Span } from './calendar.ts'
import { figure, quotient } from './figure.ts'
import type { KpiRow } from './row.ts'

/** A level is never forecast further than this multiple of its planned move. */
const MOST_OF_MOVE = 1.5

/** Where the row ends if the pace stays as it is; null for a threshold, which has no such figure. */
export function paceForecast(row: KpiRow, pace: Derived<number>): Derived<number> | null {
  if (row.mode === 'threshold' || row.mode === null) return null
  if (!isKnown(pace)) return pace
  if (row.target === null) return unknown('NO_DATA')
  if (row.mode === 'flow') return figure(row.target * pace.value)
  if (row.baseline === null) return unknown('NO_BASELINE')
  return figure(row.baseline + (row.target - row.baseline) * Math.min(pace.value, MOST_OF_MOVE))
}

/**
 * What each period that is not past must bring so that a flow reaches its target; below 0 when it is passed already.
 * ZERO_DENOMINATOR when no period is left; null for rows that do not add up.
 */
export function gapPerRemainingPeriod(row: KpiRow, actual: Derived<number>, calendar: Calendar, span: Span) {
  if (row.mode !== 'flow') return null
  if (!isKnown(actual)) return actual
  if (row.target === null) return unknown('NO_DATA')
  return quotient(row.target - actual.value, remainingPeriods(row, calendar, span))
}

function remainingPeriods(row: KpiRow, calendar: Calendar, { start, due }: Span): number {
  const checkpoints = cellsOf(row.checkpoints, calendar)
  const like = checkpoints[0] ?? cellsOf(row.actuals, calendar)[0]
  if (!like || start === null || due === null) return checkpoints.filter(({ phase }) => phase !== 'past').length
  return periodsFrom(start, due, like.period, calendar).filter(({ phase }) => phase !== 'past').length
}
