import type { Period } from '../../plan/period.ts'
import type { KpiTable } from './shape.ts'

/** One measure of a KPI table as read. */
export type KpiRow = KpiTable['rows'][number]
export type KpiUnit = NonNullable<KpiRow['unit']>
export type KpiMode = NonNullable<KpiRow['mode']>

/** What a row promises: the part that an agreement keeps and a preview may replace. */
export type KpiPromise = Pick<KpiRow, 'target' | 'checkpoints' | 'baseline'>

/** The row as it would be with one cell changed (null: cleared); for the effect shown before a cell is saved. */
export function withCell(
  row: KpiRow,
  series: 'actuals' | 'checkpoints' | 'numerators' | 'denominators',
  period: Period,
  value: number | null,
): KpiRow {
  const { [period]: _, ...others } = row[series]
  return { ...row, [series]: value === null ? others : { ...others, [period]: value } }
}

/** How actuals come together; unless chosen, a flow adds up and a reading is the last one. */
export const aggOf = (row: KpiRow): 'sum' | 'last' | 'ratio' => row.agg ?? (row.mode === 'flow' ? 'sum' : 'last')

/** Which way is better; unless chosen, the way from the baseline to the target. */
export function directionOf(row: KpiRow): 'up' | 'down' {
  if (row.direction !== null) return row.direction
  return row.baseline !== null && row.target !== null && row.target < row.baseline ? 'down' : 'up'
}

/** True when a reading is at the mark or better. */
export const isAtOrBeyond = (row: KpiRow, reading: number, mark: number): boolean =>
  directionOf(row) === 'up' ? reading >= mark : reading <= mark
