import { isKnown, type Measure, type PlanMeta, type RagThresholds, ragThresholds, reasonWords } from '@concord/schema'
import { memo } from 'react'
import { Spark } from '../charts/spark.tsx'
import { StatusMark } from '../charts/status-mark.tsx'
import { usePlanValue } from '../kit/hooks.ts'
import { usePlan } from '../kit/plan-context.tsx'
import { roomFor } from '../kpiTable/column-widths.ts'
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
  const lines = measures.map((measure, at) => {
    const format = measureFormat(measure.row, formats[at] ?? { locale, currency: meta.currency, isThousand: false })
    return { measure, format, figures: figuresOf(measure, format, thresholds, locale) }
  })
  const widths = numberWidths(lines.map(({ figures }) => figures))
  return (
    <table className={css.mini}>
      <colgroup>
        <col />
        <col className={css.chartColumn} />
        {columns.slice(0, widths.length).map((column, at) => (
          <col key={column} style={{ width: widths[at] }} />
        ))}
        <col className={css.statusColumn} />
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
        {lines.map((line, at) => (
          <MeasureLine key={line.measure.id} {...line} meta={meta} rowKey={keys[at] ?? null} />
        ))}
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
  readonly figures: Figures
}

/** To date, target, expected and pace, as they are read; or why there is none. */
type Figures = readonly (string | { readonly reason: keyof typeof reasonWords })[]

function figuresOf(
  { row, derived }: Measure,
  format: MeasureFormat,
  thresholds: RagThresholds,
  locale: string,
): Figures {
  const shown = (of: typeof derived.pace, show: (value: number) => string) => (isKnown(of) ? show(of.value) : of)
  return [
    shown(derived.actualToDate, format.computed),
    row.target === null ? { reason: 'NO_DATA' } : format.computed(row.target),
    shown(derived.expectedToDate, format.computed),
    shown(derived.pace, (pace) => paceText(pace, thresholds, locale)),
  ]
}

const USUAL_WIDTHS = [64, 64, 76, 64]
const BETWEEN_COLUMNS = 18

/** The usual widths, wider where a number would not fit: the name gives up the room. */
const numberWidths = (lines: readonly Figures[]): readonly number[] =>
  USUAL_WIDTHS.map((usual, at) =>
    Math.max(
      usual,
      ...lines.map((figures) => {
        const figure = figures[at]
        return typeof figure === 'string' ? roomFor(figure) + BETWEEN_COLUMNS : 0
      }),
    ),
  )

function MeasureLine({ measure: { row, derived }, rowKey, format, meta, figures }: MeasureLineProps) {
  const { locale, asOf } = usePlan()
  const chart = chartOf(row, derived, { meta, asOf, locale, format })
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
      {figures.map((figure, at) => (
        <td key={words.measures.head[at + 1]} className={at === 0 ? `${css.number} ${css.strong}` : css.number}>
          {typeof figure === 'string' ? figure : <Missing title={reasonWords[figure.reason]} />}
        </td>
      ))}
      <td>
        <StatusMark rag={derived.rag} />
      </td>
    </tr>
  )
}
