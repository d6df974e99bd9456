import {
  type BlockId,
  type Calendar,
  calendarOf,
  type KpiRow,
  type KpiRowDerived,
  type Plan,
  type Ref,
  refTo,
  type Span,
} from '@concord/schema'
import { useRef } from 'react'
import { useBlock, useDerived, usePlanValue } from '../kit/hooks.ts'
import { usePlan } from '../kit/plan-context.tsx'
import { sameValue } from '../kit/same-value.ts'
import { type ColumnKey, columnKeys, type PeriodColumn, periodColumns } from './grid-columns.ts'
import { type TableFormat, tableFormat } from './measure-format.ts'

/** Everything a KPI table shows, settled: each part keeps its identity while its value is the same. */
export interface TableData {
  readonly rows: readonly KpiRow[]
  /** By row id; a row that was just born has none yet. */
  readonly derived: Readonly<Record<string, KpiRowDerived>>
  readonly keys: Readonly<Record<string, string>>
  /** The keys of the goals each row measures, by row id. */
  readonly goals: Readonly<Record<string, readonly string[]>>
  readonly goalIds: Readonly<Record<string, readonly BlockId[]>>
  readonly periods: readonly PeriodColumn[]
  readonly columns: readonly ColumnKey[]
  readonly format: TableFormat
  readonly calendar: Calendar
}

const noRows: readonly KpiRow[] = []

/** Reads a table for its view; renders after a paint when something it shows is different. */
export function useTableData(id: BlockId): TableData {
  const { locale, asOf } = usePlan()
  const rows = useStable(useBlock(id, 'kpiTable')?.rows ?? noRows)
  const derived = useDerived(id, 'kpiTable')
  const meta = usePlanValue(({ content }) => content.meta)
  const keys = usePlanValue(({ facts }) => keysOf(rows, id, facts.keys))
  const goals = usePlanValue(({ facts }) =>
    Object.fromEntries(
      (derived?.rows ?? []).map(({ row }, at) => [
        row,
        (derived?.goals[at] ?? []).flatMap((goal) => facts.keys[goal] ?? []),
      ]),
    ),
  )
  const periods = useStable(periodColumns(meta, rows, asOf, locale))
  return {
    rows,
    derived: useStable(Object.fromEntries((derived?.rows ?? []).map((row) => [row.row, row]))),
    keys,
    goals,
    goalIds: useStable(Object.fromEntries((derived?.rows ?? []).map(({ row }, at) => [row, derived?.goals[at] ?? []]))),
    periods,
    columns: useStable(columnKeys(periods)),
    format: useStable(tableFormat(rows, meta.currency, locale)),
    calendar: useStable(calendarOf(meta, asOf)),
  }
}

const keysOf = (rows: readonly KpiRow[], id: BlockId, keys: Readonly<Record<Ref, string>>) =>
  Object.fromEntries(rows.flatMap((row) => (keys[refTo(id, row.id)] ? [[row.id, keys[refTo(id, row.id)]!]] : [])))

/** Keeps the last value, and inside a list or record each entry, while they are equal: memo compares by identity. */
function useStable<T>(next: T): T {
  const last = useRef(next)
  if (last.current !== next && !sameValue(last.current, next)) last.current = stableEntries(last.current, next)
  return last.current
}

function stableEntries<T>(before: T, next: T): T {
  if (typeof before !== 'object' || typeof next !== 'object' || before === null || next === null) return next
  if (Array.isArray(before) && Array.isArray(next)) {
    const known = new Map(before.map((entry) => [idOf(entry), entry]))
    return next.map((entry) => pick(known.get(idOf(entry)), entry)) as T
  }
  if (Array.isArray(before) || Array.isArray(next)) return next
  return Object.fromEntries(
    Object.entries(next).map(([name, entry]) => [name, pick((before as Record<string, unknown>)[name], entry)]),
  ) as T
}

const pick = <V>(before: V | undefined, next: V): V => (before !== undefined && sameValue(before, next) ? before : next)
const idOf = (entry: unknown) =>
  typeof entry === 'object' && entry !== null && 'id' in entry
    ? entry.id
    : ((entry as { period?: unknown })?.period ?? entry)

/** The time a row has: that of the first goal it measures, else the plan's. */
export function spanOf(plan: Plan, goal: BlockId | undefined): Span {
  const { meta, blocks } = plan.content
  const block = goal === undefined ? undefined : blocks.get(goal)
  if (block?.kind !== 'smartGoal' || 'isUnknown' in block) return { start: meta.start, due: meta.end }
  return { start: block.start ?? meta.start, due: block.due ?? meta.end }
}
