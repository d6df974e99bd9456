import { isKnown, type KpiRowDerived, MINUS } from '@concord/schema'
import { type CellLine, cellText, isPair, type Row } from './cell-value.ts'
import { type ColumnKey, isPeriodColumn } from './grid-columns.ts'
import type { GridPlace } from './grid-navigation.ts'
import { measureFormat } from './measure-format.ts'
import type { TableData } from './table-data.ts'
import { kpiTableWords as words } from './words.ts'

/**
 * A selected range as a table of text: numbers without grouping and with
 * a hyphen for a minus, so that a sheet takes them as numbers. With the names
 * of the measures in it the range also gets a header, so that it can be pasted into another table by name and period.
 */
export function copyRange(data: TableData, cells: readonly (readonly GridPlace[])[], line: CellLine): string[][] {
  const columns = (cells[0] ?? []).map(({ column }) => column as ColumnKey)
  const header = columns.includes('measure') ? [columns.map((column) => headerText(data, column, line))] : []
  return [
    ...header,
    ...cells.map((places) => {
      const row = data.rows.find(({ id }) => id === places[0]?.row)
      return row ? columns.map((column) => copyText(data, row, data.derived[row.id], column, line)) : []
    }),
  ]
}

function headerText({ periods }: TableData, column: ColumnKey, line: CellLine): string {
  if (isPeriodColumn(column)) {
    const label = periods.find(({ period }) => period === column)?.label ?? column
    return line === 'plan' ? `${label} ${words.head.plan}` : label
  }
  return {
    measure: words.head.measure,
    base: words.head.base,
    toDate: words.head.toDate[0],
    target: words.head.target[0],
    pace: words.head.pace[0],
    status: words.head.status,
  }[column as 'measure']
}

function copyText(
  data: TableData,
  row: Row,
  derived: KpiRowDerived | undefined,
  column: ColumnKey,
  line: CellLine,
): string {
  const format = measureFormat(row, data.format)
  if (column === 'measure') return row.name
  if (column === 'status') return derived ? words.statusWord(derived.rag) : ''
  if (column === 'toDate')
    return derived && isKnown(derived.actualToDate) ? forSheet(format.plain(derived.actualToDate.value)) : ''
  if (column === 'pace')
    return derived && isKnown(derived.pace) ? String(Math.round(derived.pace.value * 1000) / 1000) : ''
  const text = cellText(row, column, line, format)
  // A sheet would read 2/9 as a day in February; the quotient is what people chart.
  return forSheet(line === 'actual' && isPair(row) && isPeriodColumn(column) ? text.shown : text.plain)
}

const forSheet = (number: string) => number.replace(MINUS, '-')

/** The clipboard forms of a range. Cells never hold tabs or line ends: those of a name become spaces. */
export const asTsv = (range: readonly (readonly string[])[]): string =>
  range.map((cells) => cells.map((cell) => cell.replace(/[\t\r\n]+/g, ' ')).join('\t')).join('\n')

export const asHtml = (range: readonly (readonly string[])[]): string =>
  `<table>${range.map((cells) => `<tr>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`).join('')}</table>`

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign)
