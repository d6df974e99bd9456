import {
  type BlockId,
  type Day,
  deriveKpiRow,
  isPeriod,
  type KpiRow,
  type Period,
  type Plan,
  refTo,
} from '@concord/schema'
import type { AgreedRow } from './grid-row.tsx'
import { spanOf, type TableData } from './table-data.ts'

/**
 * What was agreed first for each row, where it was changed since: the struck plan stays readable, and a row that would
 * have missed it says so. Rows that stand as agreed are left out.
 */
export function agreedRows(
  plan: Plan,
  block: BlockId,
  rows: readonly KpiRow[],
  goalIds: TableData['goalIds'],
  asOf: Day,
): Readonly<Record<string, AgreedRow>> {
  return Object.fromEntries(
    rows.flatMap((row) => {
      const agreed = agreedRow(plan, block, row, goalIds[row.id]?.[0], asOf)
      return agreed ? [[row.id, agreed]] : []
    }),
  )
}

function agreedRow(plan: Plan, block: BlockId, row: KpiRow, goal: BlockId | undefined, asOf: Day): AgreedRow | null {
  const ref = refTo(block, row.id)
  const first = plan.facts.agreements.filter((fact) => fact.kpis[ref]).sort((a, b) => (a.at < b.at ? -1 : 1))[0]
  const then = first?.kpis[ref]
  if (!first || !then) return null
  const plans = numbersIn(then.checkpoints)
  const target = typeof then.target === 'number' ? then.target : row.target
  const due = dayIn(first.content.due)
  const span = spanOf(plan, goal)
  const isChanged = target !== row.target || (due !== null && due !== span.due) || !sameNumbers(plans, row.checkpoints)
  if (!isChanged) return null
  const now = deriveKpiRow(row, plan, asOf, span)
  const original = deriveKpiRow({ ...row, target, checkpoints: plans }, plan, asOf, { ...span, due: due ?? span.due })
  return {
    plans: Object.fromEntries(
      Object.entries(plans).filter(
        ([period, value]) => row.checkpoints[period] !== value && row.checkpoints[period] !== undefined,
      ),
    ),
    isMissed: original.rag === 'red' && now.rag !== 'red',
  }
}

function numbersIn(series: unknown): Record<Period, number> {
  if (typeof series !== 'object' || series === null) return {}
  return Object.fromEntries(
    Object.entries(series).filter(([period, value]) => isPeriod(period) && typeof value === 'number'),
  )
}

const sameNumbers = (a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>) =>
  Object.keys({ ...a, ...b }).every((period) => a[period] === b[period])

const dayIn = (value: unknown): Day | null =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? (value as Day) : null
