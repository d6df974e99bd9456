import { isKnown, type Measure, type PlanMeta, type RagThresholds, ragThresholds, reasonWords } from '@concord/schema'
import { memo } from 'react'
import { Spark } from '../charts/spark.tsx'
import { StatusMark } from '../charts/status-mark.tsx'
import { usePlanValue } from '../kit/hooks.ts'
import { usePlan } from '../kit/plan-context.tsx'
import { type MeasureFormat, measureFormat, paceText } from '../kpiTable/measure-format.ts'
import { Missing } from '../kpiTable/period-cell.tsx'
import { chartOf, formatsOf } from './measure-facts.ts'
import css from './measure-table.module.css'
import { smartGoalWords as words } from './words.ts'

/** The numbers that tell when a goal is reached, each with its periods and how it stands. */
export const MeasureTable = memo(function MeasureTable({ measures }: { measures: readonly Measure[] }) {
  const { locale } = usePlan()
  const formats = usePlanValue((plan) => formatsOf(measures, plan, locale))
  const meta = usePlanValue(({ content }) => content.meta)
  const keys = usePlanValue(({ facts }) => measures.map(({ kpi }) => facts.keys[kpi] ?? null))
  const thresholds = ragThresholds(meta)
  const [measuredBy, ...columns] = words.measures.head
  return (
    <table className={css.mini}>
      <colgroup>
        <col className={css.nameColumn} />
        <col className={css.chartColumn} />
        <col span={2} className={css.numberColumn} />
        <col className={css.wideNumberColumn} />
        <col className={css.numberColumn} />
        <col />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">{measuredBy}</th>
          <PeriodsHead measure={measures[0]} meta={meta} />
          {columns.map((column, at) => (
            <th key={column} scope="col" className={at < 4 ? css.number : undefined}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {measures.map((measure, at) => {
          const format = measureFormat(
            measure.row,
            formats[at] ?? { locale, currency: meta.currency, isThousand: false },
          )
          return <MeasureLine key={measure.id} {...{ measure, format, meta, thresholds }} rowKey={keys[at] ?? null} />
        })}
      </tbody>
    </table>
  )
})

function PeriodsHead({ measure, meta }: { measure: Measure | undefined; meta: PlanMeta }) {
  const { locale, asOf } = usePlan()
  if (!measure) return <th scope="col">–</th>
  const format = measureFormat(measure.row, { locale, currency: meta.currency, isThousand: false })
  const { ends } = chartOf(measure.row, measure.derived, { meta, asOf, locale, format })
  return <th scope="col">{ends ? words.measures.periods(...ends) : '–'}</th>
}

interface MeasureLineProps {
  readonly measure: Measure
  readonly rowKey: string | null
  readonly format: MeasureFormat
  readonly meta: PlanMeta
  readonly thresholds: RagThresholds
}

function MeasureLine({ measure: { row, derived }, rowKey, format, meta, thresholds }: MeasureLineProps) {
  const { locale, asOf } = usePlan()
  const chart = chartOf(row, derived, { meta, asOf, locale, format })
  const figure = (of: typeof derived.pace, show: (value: number) => string) =>
    isKnown(of) ? show(of.value) : <Missing title={reasonWords[of.reason]} />
  return (
    <tr>
      <th scope="row">
        <span className={css.measure}>
          <span className={css.name} title={row.name}>
            {rowKey} {row.name}
          </span>
          {format.suffix ? <small>{format.suffix}</small> : null}
        </span>
      </th>
      <td>
        <Spark form={chart.form} points={chart.points} sentence={chart.sentence} />
      </td>
      <td className={`${css.number} ${css.strong}`}>{figure(derived.actualToDate, format.computed)}</td>
      <td className={css.number}>
        {row.target === null ? <Missing title={reasonWords.NO_DATA} /> : format.computed(row.target)}
      </td>
      <td className={css.number}>{figure(derived.expectedToDate, format.computed)}</td>
      <td className={css.number}>{figure(derived.pace, (pace) => paceText(pace, thresholds, locale))}</td>
      <td>
        <StatusMark rag={derived.rag} />
      </td>
    </tr>
  )
}
