import { type BlockId, fieldKey, isScalar, type KpiRow, type PeriodPhase, valueAt } from '@concord/schema'
import { memo, useCallback, useSyncExternalStore } from 'react'
import type { Person } from '../kit/person.ts'
import { usePlan } from '../kit/plan-context.tsx'
import { PersonMark } from '../kit/side-mark.tsx'
import { CellInput } from './cell-input.tsx'
import { type CellLine, type CellWrite, cellPathOf, cellText, isPair, withWrites, writePath } from './cell-value.ts'
import css from './grid.module.css'
import { type ColumnKey, isPeriodColumn } from './grid-columns.ts'
import type { CellEdit, GridModel } from './grid-model.ts'
import type { MeasureFormat } from './measure-format.ts'
import { kpiTableWords as words } from './words.ts'

export interface NumberCellProps {
  readonly block: BlockId
  readonly row: KpiRow
  readonly column: ColumnKey
  readonly format: MeasureFormat
  readonly model: GridModel
  readonly isTabStop: boolean
  readonly isSelected: boolean
  readonly edit: CellEdit | null
  readonly people: readonly Person[] | undefined
  /** A sentence about the number in this cell; its place is marked, the sentence stands below the grid. */
  readonly problem: string | undefined
}

interface PeriodCellProps extends NumberCellProps {
  readonly phase: PeriodPhase
  /** The plan both sides agreed to first, where it was changed since. */
  readonly agreedPlan: number | undefined
}

/** The registers a cell shows. */
function writesOf(row: KpiRow, column: ColumnKey): readonly CellWrite[] {
  if (column === 'base' || column === 'target')
    return [{ field: column === 'base' ? 'baseline' : 'target', value: null }]
  if (!isPeriodColumn(column)) return []
  const series = isPair(row)
    ? (['numerators', 'denominators', 'checkpoints'] as const)
    : (['actuals', 'checkpoints'] as const)
  return series.map((name) => ({ series: name, period: column, value: null }))
}

/** The row with the numbers of one cell as they are at this moment; the rest may be a frame older. */
export function useLiveRow(block: BlockId, row: KpiRow, column: ColumnKey): KpiRow {
  const { doc, store } = usePlan()
  const writes = writesOf(row, column)
  const paths = writes.map((write) => writePath('rows', row.id, write))
  const joined = paths.join()
  const subscribe = useCallback(
    (listener: () => void) => {
      const stops = joined.split(',').map((path) => store.changes.onField(block, path, listener))
      return () => {
        for (const stop of stops) stop()
      }
    },
    [store, block, joined],
  )
  const numbers = useSyncExternalStore(subscribe, () =>
    paths.map((path) => numberText(valueAt(doc, block, path))).join(),
  )
  return withWrites(
    row,
    numbers.split(',').map((text, at) => ({ ...writes[at]!, value: text === '' ? null : Number(text) })),
  )
}

/** A stored value that is no number is told by the reader; a cell shows it as missing. */
const numberText = (value: unknown) => (isScalar(value) && typeof value === 'number' ? String(value) : '')

/** One period of one measure: the actual in ink, its plan below. */
export const PeriodCell = memo(function PeriodCell(props: PeriodCellProps) {
  const { block, column, format, phase, edit, agreedPlan } = props
  const row = useLiveRow(block, props.row, column)
  const [actual, plan] = [cellText(row, column, 'actual', format), cellText(row, column, 'plan', format)]
  const line = edit?.line ?? 'actual'
  return (
    <Cell {...props} row={row} line={line}>
      {edit?.line === 'actual' ? (
        <CellInput model={props.model} initial={edit.typed ?? actual.plain} isTyped={edit.typed !== null} />
      ) : (
        actual.shown || <Missing title={phase === 'future' ? words.bar.notBegun : words.bar.empty} />
      )}
      {edit?.line === 'plan' ? (
        <CellInput model={props.model} initial={edit.typed ?? plan.plain} isTyped={edit.typed !== null} isPlan />
      ) : (
        <small>
          <span className={css.hidden}>{words.line.spoken} </span>
          {agreedPlan === undefined ? null : (
            <>
              <s>{format.entered(agreedPlan)}</s>{' '}
            </>
          )}
          {plan.shown || <Missing title={words.bar.noPlan} />}
        </small>
      )}
    </Cell>
  )
})

/** The baseline: one number, no second line. */
export const BaseCell = memo(function BaseCell(props: NumberCellProps) {
  const row = useLiveRow(props.block, props.row, props.column)
  const text = cellText(row, props.column, 'actual', props.format)
  return (
    <Cell {...props} row={row} line="actual">
      {props.edit ? (
        <CellInput model={props.model} initial={props.edit.typed ?? text.plain} isTyped={props.edit.typed !== null} />
      ) : (
        text.shown || <Missing title={words.bar.empty} />
      )}
    </Cell>
  )
})

/** The target, with the forecast at the present pace below. */
export const TargetCell = memo(function TargetCell({
  forecast,
  ...props
}: NumberCellProps & { forecast: string | null }) {
  const row = useLiveRow(props.block, props.row, props.column)
  const text = cellText(row, props.column, 'actual', props.format)
  return (
    <Cell {...props} row={row} line="actual" className={css.sum}>
      {props.edit ? (
        <CellInput model={props.model} initial={props.edit.typed ?? text.plain} isTyped={props.edit.typed !== null} />
      ) : (
        text.shown || <Missing title={words.bar.empty} />
      )}
      <small>
        <span className={css.hidden}>{words.head.target[1]} </span>
        {forecast ?? <Missing title={words.bar.noForecast} />}
      </small>
    </Cell>
  )
})

function Cell({
  block,
  row,
  column,
  line,
  isTabStop,
  isSelected,
  edit,
  people,
  problem,
  className = '',
  children,
}: NumberCellProps & { line: CellLine; className?: string; children: React.ReactNode }) {
  const path = cellPathOf(row, column, line)
  const side = people?.[0]?.side ?? undefined
  return (
    <td
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of a grid takes the focus.
      role="gridcell"
      className={`${css.number} ${className}`}
      tabIndex={isTabStop ? 0 : -1}
      aria-selected={isSelected || undefined}
      data-fk={path === null ? undefined : fieldKey(block, path)}
      data-row={row.id}
      data-column={column}
      data-editing={edit ? edit.line : undefined}
      data-side={people ? (side ?? 'none') : undefined}
      data-problem={problem === undefined ? undefined : ''}
      title={problem}
    >
      {people?.map((person) => (
        <span key={person.member} className={css.person}>
          <PersonMark person={person} small />
          <span className={css.hidden}>{words.isHere(person.name)}</span>
        </span>
      ))}
      {children}
    </td>
  )
}

/** A dash is not zero; why it stands there is its tooltip. */
export const Missing = ({ title }: { title: string }) => (
  <span title={title} className={css.missing}>
    —
  </span>
)
