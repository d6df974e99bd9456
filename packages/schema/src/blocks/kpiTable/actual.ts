import { type Derived, known, unknown } from '../../block/derived.ts'
import { type Calendar, type Cell, cellsOf } from './calendar.ts'
import { figure, quotient, total } from './figure.ts'
import { aggOf, isAtOrBeyond, type KpiRow } from './row.ts'

/** Ratios are kept as two counts; a percentage is their quotient times a hundred. */
const scaleOf = (row: KpiRow) => (row.unit === 'pct' ? 100 : 1)

interface Counts {
  readonly numerator: number
  readonly denominator: number
}

/** Periods of a ratio that have both counts; half a pair says nothing. */
function countsOf(row: KpiRow, calendar: Calendar): Cell<Counts>[] {
  return cellsOf(row.numerators, calendar).flatMap((cell) => {
    const denominator = row.denominators[cell.period]
    return denominator === undefined ? [] : [{ ...cell, value: { numerator: cell.value, denominator } }]
  })
}

/** What each period shows: the actual, or for a ratio its own quotient. Periods without an entry are left out. */
export function readingsOf(row: KpiRow, calendar: Calendar): Cell<Derived<number>>[] {
  if (aggOf(row) !== 'ratio')
    return cellsOf(row.actuals, calendar).map((cell) => ({ ...cell, value: known(cell.value) }))
  return countsOf(row, calendar).map((cell) => ({
    ...cell,
    value: quotient(cell.value.numerator * scaleOf(row), cell.value.denominator),
  }))
}

const begun = <V>(cells: readonly Cell<V>[]) => cells.filter(({ phase }) => phase !== 'future')

/** The newest entry in a period that has begun. */
export const lastReading = (row: KpiRow, calendar: Calendar): Cell<Derived<number>> | undefined =>
  begun(readingsOf(row, calendar)).at(-1)

/** The two counts behind a ratio over the periods that have begun, such as 12 won of 44; null for other rows. */
export function countsToDate(row: KpiRow, calendar: Calendar): Counts | null {
  if (aggOf(row) !== 'ratio') return null
  const cells = begun(countsOf(row, calendar))
  return {
    numerator: total(cells.map(({ value }) => value.numerator)),
    denominator: total(cells.map(({ value }) => value.denominator)),
  }
}

/** Sum, last or ratio of sums over the periods that have begun; NO_DATA when nothing has been entered. */
export function actualToDate(row: KpiRow, calendar: Calendar): Derived<number> {
  const cells = begun(readingsOf(row, calendar))
  const last = cells.at(-1)
  if (!last) return unknown('NO_DATA')
  const counts = countsToDate(row, calendar)
  if (counts) return quotient(counts.numerator * scaleOf(row), counts.denominator)
  if (aggOf(row) === 'last') return last.value
  return figure(total(Object.values(cells).flatMap(({ value }) => ('value' in value ? [value.value] : []))))
}

/** True when the target is reached: the sum of a flow, the reading of a level or threshold at or beyond it. */
export function isReached(row: KpiRow, actual: number, mark: number): boolean {
  return row.mode === 'flow' ? actual >= mark : isAtOrBeyond(row, actual, mark)
}
