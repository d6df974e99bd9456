import type { BlockId, RagThresholds } from '@concord/schema'
import { type CSSProperties, Fragment, memo, type ReactNode, type RefObject, useMemo } from 'react'
import { type ColumnWidths, columnWidths, printZoom, tableWidth } from './column-widths.ts'
import css from './grid.module.css'
import type { PeriodColumn } from './grid-columns.ts'
import type { GridModel } from './grid-model.ts'
import { type AgreedRow, GridRow } from './grid-row.tsx'
import type { TableData } from './table-data.ts'
import { useFits } from './use-fits.ts'
import type { useGridEvents } from './use-grid-events.ts'
import { kpiTableWords as words } from './words.ts'

interface GridProps {
  readonly block: BlockId
  readonly data: TableData
  readonly agreed: Readonly<Record<string, AgreedRow>>
  readonly problems: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly thresholds: RagThresholds
  readonly model: GridModel
  readonly table: RefObject<HTMLTableElement | null>
  readonly handlers: ReturnType<typeof useGridEvents>['handlers']
  readonly open: string | null
  /** Draws the details under the row that is open. */
  readonly details: (row: string) => ReactNode
}

const noProblems: Readonly<Record<string, string>> = {}
const noGoals: readonly string[] = []

/** The measures and periods of a table as a sheet: one tab stop, arrows inside, text until a cell is edited. */
export function Grid({ block, data, agreed, problems, thresholds, model, table, handlers, open, details }: GridProps) {
  const { rows, derived, periods, format } = data
  const widths = useMemo(() => columnWidths(rows, derived, periods, format), [rows, derived, periods, format])
  const scroll = useFits(tableWidth(widths))
  return (
    <div ref={scroll} className={css.scroll} style={{ '--print-zoom': printZoom(widths) } as CSSProperties}>
      <table
        ref={table}
        className={css.grid}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: this is the grid pattern.
        role="grid"
        aria-label={words.grid(rows.length)}
        style={{ minWidth: tableWidth(widths) }}
        {...handlers}
      >
        <Columns periods={periods} widths={widths} />
        <tbody>
          {rows.map((row) => (
            <Fragment key={row.id}>
              <GridRow
                block={block}
                row={row}
                derived={data.derived[row.id]}
                rowKey={data.keys[row.id]}
                goals={data.goals[row.id] ?? noGoals}
                agreed={agreed[row.id]}
                periods={periods}
                table={data.format}
                thresholds={thresholds}
                problems={problems[row.id] ?? noProblems}
                model={model}
                isOpen={open === row.id}
              />
              {open === row.id ? (
                <tr>
                  <td className={css.detailsCell} colSpan={data.columns.length + 1}>
                    {details(row.id)}
                  </td>
                </tr>
              ) : null}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const Columns = memo(function Columns({ periods, widths }: { periods: readonly PeriodColumn[]; widths: ColumnWidths }) {
  const two = ([first, second]: readonly [string, string]) => (
    <>
      <span>{first}</span>
      <span>{second}</span>
    </>
  )
  return (
    <>
      <colgroup>
        <col style={{ width: widths.key }} />
        <col style={{ width: widths.measure }} />
        <col style={{ width: widths.base }} />
        {periods.map(({ period }, at) => (
          <col key={period} style={{ width: widths.periods[at] }} />
        ))}
        <col style={{ width: widths.toDate }} />
        <col style={{ width: widths.target }} />
        <col style={{ width: widths.pace }} />
        <col />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">
            <span className={css.hidden}>{words.head.key}</span>
          </th>
          <th scope="col">{words.head.measure}</th>
          <th scope="col" className={css.number}>
            {words.head.base}
          </th>
          {periods.map(({ period, label, below, phase }) => (
            <th key={period} scope="col" className={css.number} data-current={phase === 'current' || undefined}>
              {two([label, below])}
            </th>
          ))}
          <th scope="col" className={`${css.number} ${css.sum}`}>
            {two(words.head.toDate)}
          </th>
          <th scope="col" className={`${css.number} ${css.sum}`}>
            {two(words.head.target)}
          </th>
          <th scope="col" className={`${css.number} ${css.sum}`}>
            {two(words.head.pace)}
          </th>
          <th scope="col" className={css.sum}>
            {words.head.status}
          </th>
        </tr>
      </thead>
    </>
  )
})
