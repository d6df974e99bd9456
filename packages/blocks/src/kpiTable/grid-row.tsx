import {
  type BlockId,
  fieldKey,
  isKnown,
  type KpiRow,
  type KpiRowDerived,
  type RagThresholds,
  reasonWords,
} from '@concord/schema'
import { memo, useCallback, useSyncExternalStore } from 'react'
import { StatusGlyph, StatusMark } from '../charts/status-mark.tsx'
import { cellPathOf } from './cell-value.ts'
import css from './grid.module.css'
import type { ColumnKey, PeriodColumn } from './grid-columns.ts'
import type { GridModel } from './grid-model.ts'
import { measureFormat, paceText, shareText, type TableFormat } from './measure-format.ts'
import { BaseCell, Missing, PeriodCell, TargetCell } from './period-cell.tsx'
import { useRowPresence } from './row-presence.ts'
import { kpiTableWords as words } from './words.ts'

export interface GridRowProps {
  readonly block: BlockId
  readonly row: KpiRow
  readonly derived: KpiRowDerived | undefined
  readonly rowKey: string | undefined
  readonly goals: readonly string[]
  /** First agreed plans by period, and the status by them. */
  readonly agreed: AgreedRow | undefined
  readonly periods: readonly PeriodColumn[]
  readonly table: TableFormat
  readonly thresholds: RagThresholds
  /** Sentences about cells of this row, by path inside the row: `target`, `actuals/2026-Q4`. */
  readonly problems: Readonly<Record<string, string>>
  readonly model: GridModel
  readonly isOpen: boolean
}

export interface AgreedRow {
  readonly plans: Readonly<Record<string, number>>
  /** The row missed what was agreed first, though it is on its way by what is agreed now. */
  readonly isMissed: boolean
}

/** One measure with its periods and what follows from them. Renders when I step into or out of it or its row changes. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { block, row, derived, rowKey, goals, agreed, periods, table, thresholds, problems, model, isOpen } = props
  const state = useSyncExternalStore(
    model.subscribe,
    useCallback(() => model.rowState(row.id), [model, row.id]),
  )
  const people = useRowPresence(block, row.id)
  const format = measureFormat(row, table)
  const name = row.name || words.unnamed
  const cell = (column: ColumnKey) => ({
    block,
    row,
    column,
    format,
    model,
    isTabStop: state.tabStop === column,
    isSelected: state.selected.includes(column),
    edit: state.edit?.place.column === column ? state.edit : null,
    people: people[column],
    problem: problems[column],
  })
  const still = (column: ColumnKey) => ({
    'data-row': row.id,
    'data-column': column,
    'data-fk': fieldKey(block, cellPathOf(row, column, 'actual') ?? `rows/${row.id}/${column}`),
    tabIndex: state.tabStop === column ? 0 : -1,
    'aria-selected': state.selected.includes(column) || undefined,
  })
  return (
    <tr className={css.row} data-open={isOpen || undefined}>
      <td className={css.key}>{rowKey ?? words.newKey}</td>
      <th
        scope="row"
        className={css.measure}
        {...still('measure')}
        aria-expanded={isOpen}
        data-side={people.measure?.[0]?.side ?? undefined}
      >
        <span className={css.name} data-empty={row.name === '' || undefined}>
          {name}
        </span>
        <small>{[goals.join(' '), mannerText(row, format.suffix)].filter(Boolean).join(' · ')}</small>
        <span className={css.chevron} aria-hidden="true" />
      </th>
      <BaseCell {...cell('base')} />
      {periods.map(({ period, phase }) => (
        <PeriodCell key={period} {...cell(period)} phase={phase} agreedPlan={agreed?.plans[period]} />
      ))}
      <td className={`${css.number} ${css.sum} ${css.strong}`} {...still('toDate')}>
        {derived ? <Figure of={derived.actualToDate} format={format.computed} /> : null}
        <small>{derived ? reachedText(derived, table.locale) : null}</small>
      </td>
      <TargetCell
        {...cell('target')}
        forecast={
          derived?.paceForecast && isKnown(derived.paceForecast) ? format.computed(derived.paceForecast.value) : null
        }
      />
      <td className={`${css.number} ${css.sum}`} {...still('pace')}>
        {derived ? <Figure of={derived.pace} format={(pace) => paceText(pace, thresholds, table.locale)} /> : null}
        <small>
          <span className={css.hidden}>{words.head.pace[1]} </span>
          {derived ? <Figure of={derived.expectedToDate} format={format.computed} /> : null}
        </small>
      </td>
      <td className={`${css.sum} ${css.statusCell}`} {...still('status')}>
        {derived ? <StatusMark rag={derived.rag} /> : null}
        {agreed?.isMissed ? (
          <small>
            {words.wasStatus} <StatusGlyph rag="red" size={9} /> {words.missed}
          </small>
        ) : derived?.isStale && derived.ageDays !== null ? (
          <small>{words.stale(derived.ageDays)}</small>
        ) : null}
      </td>
    </tr>
  )
})

/** `k, adds up`: the unit and how periods come together. */
export function mannerText(row: KpiRow, suffix: string): string {
  const unit = row.unit === 'money' ? suffix : row.unit === null ? '' : words.unit[row.unit]
  return [unit, words.manner(row.mode, row.direction)].filter(Boolean).join(', ')
}

/** What of the target is there: a share, the counts behind a ratio, or that a limit holds. */
export function reachedText({ counts, attainment, progress, isMet, row: _ }: KpiRowDerived, locale: string): string {
  if (counts) return words.share(String(counts.numerator), String(counts.denominator))
  if (attainment) return isKnown(attainment) ? shareText(attainment.value, locale) : '—'
  if (isMet === true) return words.met
  return isKnown(progress) ? shareText(progress.value, locale) : '—'
}

function Figure({ of, format }: { of: KpiRowDerived['pace']; format: (value: number) => string }) {
  return isKnown(of) ? format(of.value) : <Missing title={reasonWords[of.reason]} />
}
