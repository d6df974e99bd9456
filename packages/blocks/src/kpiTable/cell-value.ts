import { actualRefusal, aggOf, type Calendar, type FieldPath, type KpiRow, type Period } from '@concord/schema'
import { type ColumnKey, isPeriodColumn } from './grid-columns.ts'
import type { MeasureFormat } from './measure-format.ts'
import { kpiTableWords as words } from './words.ts'

export type Row = KpiRow
/** The two lines of a number cell. */
export type CellLine = 'actual' | 'plan'

type CellSeries = 'actuals' | 'checkpoints' | 'numerators' | 'denominators'

/** One register of a row that keeping a cell sets; null clears it. */
export type CellWrite =
  | { readonly series: CellSeries; readonly period: Period; readonly value: number | null }
  | { readonly field: 'baseline' | 'target'; readonly value: number | null }

export type ParsedCell = { readonly writes: readonly CellWrite[] } | { readonly problem: string }

/** What a cell shows and what stands in its input when editing begins. */
export interface CellText {
  /** Empty when there is no number. */
  readonly shown: string
  readonly plain: string
}

const nothing: CellText = { shown: '', plain: '' }

/** True for cells that hold what somebody typed. */
export const isEditable = (column: ColumnKey): boolean =>
  column === 'base' || column === 'target' || isPeriodColumn(column)

/** True for a row that is kept as part and whole, such as won and decided. */
export const isPair = (row: Row): boolean => aggOf(row) === 'ratio'

/** The stored number of a cell in words of its row. Computed columns have none. */
export function cellText(row: Row, column: ColumnKey, line: CellLine, format: MeasureFormat): CellText {
  if (column === 'base' || column === 'target') {
    const value = row[column === 'base' ? 'baseline' : 'target']
    const show = row.unit === 'pct' ? format.computed : format.entered
    return value === null ? nothing : { shown: show(value), plain: format.plain(value) }
  }
  if (!isPeriodColumn(column)) return nothing
  if (line === 'actual' && isPair(row)) return pairText(row, column, format)
  const value = (line === 'actual' ? row.actuals : row.checkpoints)[column]
  return value === undefined ? nothing : { shown: format.entered(value), plain: format.plain(value) }
}

function pairText(row: Row, period: Period, format: MeasureFormat): CellText {
  const [part, whole] = [row.numerators[period], row.denominators[period]]
  if (part === undefined && whole === undefined) return nothing
  const plain = `${part ?? ''}/${whole ?? ''}`
  if (part === undefined || !whole) return { shown: plain, plain }
  return { shown: format.computed((part / whole) * (row.unit === 'pct' ? 100 : 1)), plain }
}

/** Reads what was typed or pasted into a cell. An empty text clears it. */
export function parseCell(
  row: Row,
  column: ColumnKey,
  line: CellLine,
  typed: string,
  { format, calendar }: { format: MeasureFormat; calendar: Calendar },
): ParsedCell {
  if (!isEditable(column)) return { problem: words.paste.notEditable }
  if (isPeriodColumn(column) && line === 'actual') {
    const refusal = typed.trim() === '' ? null : actualRefusal(column, calendar)
    if (refusal !== null) return { problem: refusal }
    if (isPair(row)) return parsePair(column, typed)
  }
  const parsed = format.parse(typed)
  if ('problem' in parsed) return parsed
  const { value } = parsed
  if (isPeriodColumn(column))
    return { writes: [{ series: line === 'actual' ? 'actuals' : 'checkpoints', period: column, value }] }
  return { writes: [{ field: column === 'base' ? 'baseline' : 'target', value }] }
}

const PAIR = /^\s*(\d+(?:[.,]\d+)?)\s*(?:\/|:|of|von|z|de|sur)\s*(\d+(?:[.,]\d+)?)\s*$/i

function parsePair(period: Period, typed: string): ParsedCell {
  const write = (part: number | null, whole: number | null): ParsedCell => ({
    writes: [
      { series: 'numerators', period, value: part },
      { series: 'denominators', period, value: whole },
    ],
  })
  if (typed.trim() === '') return write(null, null)
  const pair = PAIR.exec(typed)
  if (!pair) return { problem: words.pair.help }
  const [part, whole] = [pair[1]!, pair[2]!].map((digits) => Number(digits.replace(',', '.')))
  return write(part!, whole!)
}

/** The row as it would be after some writes: for the effect shown before anything is kept. */
export function withWrites(row: Row, writes: readonly CellWrite[]): Row {
  let changed = row
  for (const write of writes) changed = withWrite(changed, write)
  return changed
}

function withWrite(row: Row, write: CellWrite): Row {
  if ('field' in write) return { ...row, [write.field]: write.value }
  const { [write.period]: _, ...others } = row[write.series]
  return { ...row, [write.series]: write.value === null ? others : { ...others, [write.period]: write.value } }
}

/** The place of a write inside its row, as a path from the block. */
export const writePath = (list: string, row: string, write: CellWrite): FieldPath =>
  'field' in write ? `${list}/${row}/${write.field}` : `${list}/${row}/${write.series}/${write.period}`

/** The place whose key a cell carries: presence and links name a cell by it. Null for computed cells. */
export function cellPathOf(row: Row, column: ColumnKey, line: CellLine): FieldPath | null {
  if (column === 'base') return `rows/${row.id}/baseline`
  if (column === 'target') return `rows/${row.id}/target`
  if (column === 'measure') return `rows/${row.id}/name`
  if (!isPeriodColumn(column)) return null
  const series: CellSeries = line === 'plan' ? 'checkpoints' : isPair(row) ? 'numerators' : 'actuals'
  return `rows/${row.id}/${series}/${column}`
}

/** True when a write changes nothing. */
export function isSame(row: Row, write: CellWrite): boolean {
  const now = 'field' in write ? row[write.field] : (row[write.series][write.period] ?? null)
  return now === write.value
}
