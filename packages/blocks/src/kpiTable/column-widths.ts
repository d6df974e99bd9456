import { formatNumber, isKnown, type KpiRow, type KpiRowDerived } from '@concord/schema'
import { cellText } from './cell-value.ts'
import type { PeriodColumn } from './grid-columns.ts'
import { measureFormat, type TableFormat } from './measure-format.ts'

/** What each column of a table takes, in px; the status takes what is left. */
export interface ColumnWidths {
  readonly key: number
  readonly measure: number
  readonly base: number
  readonly periods: readonly number[]
  readonly toDate: number
  readonly target: number
  readonly pace: number
  readonly status: number
}

const USUAL = {
  key: 36,
  measure: 168,
  base: 54,
  period: 54,
  current: 72,
  toDate: 66,
  target: 62,
  pace: 66,
  status: 112,
}
/** A name gives up this much room before the table grows wider than its card. */
const LEAST_MEASURE = 120
/** Of a digit at 14 px, all alike by `tnum`, and of what stands between digits. */
const DIGIT = 9
const BETWEEN = 4.5
/** Space at both sides of a number in a cell, and the line before it. */
const AROUND = 13

/** What a number takes at 14 px. Reckoned, not measured: asking the page for widths would lay it out at once. */
export function roomFor(number: string): number {
  const digits = number.replace(/[^\d−-]/g, '').length
  return Math.ceil(digits * DIGIT + (number.length - digits) * BETWEEN)
}

/** The usual widths, wider where a number of the column would not fit: a number is never cut or drawn over another. */
export function columnWidths(
  rows: readonly KpiRow[],
  derived: Readonly<Record<string, KpiRowDerived>>,
  periods: readonly PeriodColumn[],
  table: TableFormat,
): ColumnWidths {
  const most = { base: 0, toDate: 0, target: 0, pace: 0 }
  const ofPeriods = periods.map(() => 0)
  for (const row of rows) {
    const format = measureFormat(row, table)
    const { actualToDate, paceForecast, expectedToDate, pace } = derived[row.id] ?? {}
    const computed = (of: typeof actualToDate) => (of && isKnown(of) ? roomFor(format.computed(of.value)) : 0)
    most.base = Math.max(most.base, roomFor(cellText(row, 'base', 'actual', format).shown))
    most.toDate = Math.max(most.toDate, computed(actualToDate))
    most.target = Math.max(
      most.target,
      roomFor(cellText(row, 'target', 'actual', format).shown),
      computed(paceForecast ?? undefined),
    )
    const ahead = pace && isKnown(pace) ? roomFor(formatNumber(pace.value, 2, table.locale, true)) : 0
    most.pace = Math.max(most.pace, ahead, computed(expectedToDate))
    periods.forEach(({ period }, at) => {
      for (const line of ['actual', 'plan'] as const)
        ofPeriods[at] = Math.max(ofPeriods[at] ?? 0, roomFor(cellText(row, period, line, format).shown))
    })
  }
  const wide = (usual: number, room: number) => Math.max(usual, room + AROUND)
  const widths = {
    key: USUAL.key,
    base: wide(USUAL.base, most.base),
    periods: periods.map(({ phase }, at) =>
      wide(phase === 'current' ? USUAL.current : USUAL.period, ofPeriods[at] ?? 0),
    ),
    toDate: wide(USUAL.toDate, most.toDate),
    target: wide(USUAL.target, most.target),
    pace: wide(USUAL.pace, most.pace),
    status: USUAL.status,
  }
  const grown =
    widths.base -
    USUAL.base +
    widths.toDate -
    USUAL.toDate +
    widths.target -
    USUAL.target +
    widths.pace -
    USUAL.pace +
    periods.reduce(
      (sum, { phase }, at) => sum + widths.periods[at]! - (phase === 'current' ? USUAL.current : USUAL.period),
      0,
    )
  return { ...widths, measure: Math.max(LEAST_MEASURE, USUAL.measure - grown) }
}

/** What the whole table needs; narrower, and it scrolls. */
export const tableWidth = ({ periods, ...others }: ColumnWidths): number =>
  [...Object.values(others), ...periods].reduce((sum, width) => sum + width, 0)

/** What an upright page of A4 or Letter has room for, at the type size of our print. */
const PAGE_WIDTH = 830

/** How much smaller a table prints, so that its last columns are on the page. */
export const printZoom = (widths: ColumnWidths): number => Math.min(1, PAGE_WIDTH / tableWidth(widths))
