import {
  type BlockId,
  type Day,
  deriveKpiRow,
  FIELD_ORIGIN,
  isScalar,
  type KpiRow,
  type KpiRowDerived,
  type Plan,
  type Scalar,
  type Span,
  setRegister,
  valueAt,
} from '@concord/schema'
import type { PlanSession } from '../kit/session.ts'
import {
  type CellLine,
  type CellWrite,
  isEditable,
  isSame,
  type ParsedCell,
  parseCell,
  type Row,
  withWrites,
  writePath,
} from './cell-value.ts'
import type { ColumnKey } from './grid-columns.ts'
import type { GridPlace } from './grid-navigation.ts'
import { measureFormat } from './measure-format.ts'
import type { TableData } from './table-data.ts'

/** Writes numbers of one table as one step of my undo. */
export function applyWrites(
  { doc, undo }: PlanSession,
  block: BlockId,
  writes: readonly { readonly row: string; readonly write: CellWrite }[],
): void {
  if (writes.length === 0) return
  undo.asOneStep(() =>
    doc.transact(() => {
      for (const { row, write } of writes) setRegister(doc, block, writePath('rows', row, write), write.value)
    }, FIELD_ORIGIN),
  )
}

/** The stored values under a cell, to notice that somebody else changed one while I typed. */
export function storedUnder(
  { doc }: PlanSession,
  block: BlockId,
  row: string,
  writes: readonly CellWrite[],
): readonly (Scalar | null)[] {
  return writes.map((write) => {
    const value = valueAt(doc, block, writePath('rows', row, write))
    return isScalar(value) ? value : null
  })
}

/** Reads typed text for a cell of a table. */
export function parseIn(
  data: Pick<TableData, 'format' | 'calendar'>,
  row: Row,
  column: ColumnKey,
  line: CellLine,
  typed: string,
): ParsedCell {
  return parseCell(row, column, line, typed, { format: measureFormat(row, data.format), calendar: data.calendar })
}

/** What clearing the selected cells would write: typed numbers only, of the line that is being filled. */
export function clearingWrites(data: TableData, cells: readonly GridPlace[], line: CellLine) {
  return cells.flatMap(({ row: id, column }) => {
    const row = data.rows.find((candidate) => candidate.id === id)
    if (!row || !isEditable(column as ColumnKey)) return []
    const parsed = parseIn(data, row, column as ColumnKey, line, '')
    if ('problem' in parsed) return []
    return parsed.writes.filter((write) => !isSame(row, write)).map((write) => ({ row: id, write }))
  })
}

export interface Effect {
  readonly before: KpiRowDerived
  readonly after: KpiRowDerived
}

/** How a row stands now and how it would stand with some numbers changed: the same derivation, nothing stored. */
export function effectOf(row: KpiRow, writes: readonly CellWrite[], plan: Plan, asOf: Day, span: Span): Effect {
  return { before: deriveKpiRow(row, plan, asOf, span), after: deriveKpiRow(withWrites(row, writes), plan, asOf, span) }
}
