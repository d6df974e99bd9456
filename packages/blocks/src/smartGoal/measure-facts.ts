import {
  type Day,
  isKnown,
  type KpiRow,
  type KpiRowDerived,
  type Measure,
  type Plan,
  type PlanMeta,
  parseRef,
} from '@concord/schema'
import type { ChartPoint } from '../charts/chart-points.ts'
import { chartSentence } from '../charts/chart-sentence.ts'
import type { SparkForm } from '../charts/spark.tsx'
import { periodColumns } from '../kpiTable/grid-columns.ts'
import { type MeasureFormat, type TableFormat, tableFormat } from '../kpiTable/measure-format.ts'

/** The format of the table a measure stands in, so that a goal and the table show one number one way. */
export function formatsOf(measures: readonly Measure[], { content }: Plan, locale: string): readonly TableFormat[] {
  return measures.map(({ kpi }) => {
    const table = content.blocks.get(parseRef(kpi).block)
    const rows = table?.kind === 'kpiTable' && !('isUnknown' in table) ? table.rows : []
    return tableFormat(rows, content.meta.currency, locale)
  })
}

/** A measure over the periods of the plan, as a chart and as its sentence. */
export interface MeasureChart {
  readonly form: SparkForm
  readonly points: readonly ChartPoint[]
  readonly sentence: string
  /** First and last period, `Q1` and `Q4`. */
  readonly ends: readonly [string, string] | null
}

const FORMS: Readonly<Record<NonNullable<KpiRow['mode']>, SparkForm>> = {
  flow: 'bars',
  level: 'line',
  threshold: 'limit',
}

export function chartOf(
  row: KpiRow,
  { readings }: KpiRowDerived,
  { meta, asOf, locale, format }: { meta: PlanMeta; asOf: Day; locale: string; format: MeasureFormat },
): MeasureChart {
  const columns = periodColumns(meta, [row], asOf, locale)
  const points = columns.map(({ period, label, phase }): ChartPoint => {
    const reading = readings.find((entry) => entry.period === period)?.value
    return {
      label,
      actual: reading && isKnown(reading) ? reading.value : null,
      plan: row.checkpoints[period] ?? null,
      isOpen: phase === 'current',
    }
  })
  const [first, last] = [columns[0]?.label, columns.at(-1)?.label]
  return {
    form: FORMS[row.mode ?? 'flow'],
    points,
    sentence: chartSentence(row.name, points, format.withUnit, row.mode === 'flow'),
    ends: first === undefined || last === undefined ? null : [first, last],
  }
}
