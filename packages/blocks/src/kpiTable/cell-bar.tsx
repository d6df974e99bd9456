import {
  type BlockId,
  isKnown,
  type KpiRow,
  type KpiRowDerived,
  type RagThresholds,
  reasonWords,
  withTrueMinus,
} from '@concord/schema'
import { type ReactNode, useSyncExternalStore } from 'react'
import { StatusGlyph } from '../charts/status-mark.tsx'
import { usePlanValue } from '../kit/hooks.ts'
import { ConflictNotice } from '../kit/inputs/conflict-notice.tsx'
import { usePlan } from '../kit/plan-context.tsx'
import { kitWords } from '../words.ts'
import css from './cell-bar.module.css'
import { CellHistory } from './cell-history.tsx'
import { type CellLine, cellPathOf, cellText, isEditable, isPair } from './cell-value.ts'
import { type ColumnKey, isPeriodColumn } from './grid-columns.ts'
import { applyWrites, effectOf, parseIn } from './grid-commands.ts'
import type { BarState, Disagreement, GridModel } from './grid-model.ts'
import { type MeasureFormat, measureFormat, paceText } from './measure-format.ts'
import { spanOf, type TableData } from './table-data.ts'
import { kpiTableWords as words } from './words.ts'

interface CellBarProps {
  readonly block: BlockId
  readonly data: TableData
  readonly model: GridModel
  readonly thresholds: RagThresholds
  readonly canWrite: boolean
}

/**
 * The line below the grid that explains the cell I am in: what stood there, what the typed number would do to pace and
 * status, the keys, and below who set it when. It has two lines, always, so that no neighbour cell is covered and nothing jumps.
 */
export function CellBar(props: CellBarProps) {
  const { block, data, model, thresholds, canWrite } = props
  const bar = useSyncExternalStore(model.subscribe, model.barState)
  const place = bar.edit?.place ?? bar.at
  const row = data.rows.find(({ id }) => id === place?.row)
  return (
    <div className={css.frame}>
      <div className={css.bar} id={model.barId} role="status" data-note={bar.note === null ? undefined : ''}>
        {bar.disagreement ? (
          <Disagreed block={block} data={data} model={model} disagreement={bar.disagreement} />
        ) : row && place ? (
          <Explained
            {...{ data, model, bar, row, thresholds, canWrite, block }}
            column={place.column as ColumnKey}
            line={bar.edit?.line ?? (isEditable(place.column as ColumnKey) ? bar.line : 'actual')}
          />
        ) : (
          <span className={css.quiet}>{bar.note ?? (canWrite ? words.bar.idle : words.bar.idleReader)}</span>
        )}
      </div>
    </div>
  )
}

interface ExplainedProps {
  readonly block: BlockId
  readonly data: TableData
  readonly model: GridModel
  readonly bar: BarState
  readonly row: KpiRow
  readonly column: ColumnKey
  readonly line: CellLine
  readonly thresholds: RagThresholds
  readonly canWrite: boolean
}

function Explained(props: ExplainedProps) {
  const { block, data, model, bar, row, column, line, canWrite } = props
  const derived = data.derived[row.id]
  const format = measureFormat(row, data.format)
  const text = cellText(row, column, line, format)
  const history = (
    <CellHistory
      block={block}
      path={isEditable(column) ? cellPathOf(row, column, line) : null}
      say={isPeriodColumn(column) && line === 'actual' && isPair(row) ? null : format.entered}
      isEditing={bar.edit !== null}
      isOpen={bar.isHistoryOpen}
      onToggle={() => model.toggleHistory()}
    />
  )
  if (bar.edit)
    return (
      <>
        <div className={css.line}>
          <b>{cellName(data, row, column, line)}</b>
          {bar.note === null ? (
            <>
              <span>{text.shown ? words.bar.was(text.shown) : words.bar.empty}</span>
              <DraftEffect {...props} draft={bar.draft ?? ''} format={format} />
            </>
          ) : (
            <span className={css.note}>{bar.note}</span>
          )}
          <span className={css.grow} />
          <Key name={words.keys.enter}>{words.bar.save}</Key>
          <Key name={words.keys.escape}>{text.shown ? words.bar.keep(text.shown) : words.bar.discard}</Key>
        </div>
        <div className={css.line}>{history}</div>
      </>
    )
  const isTyped = canWrite && isEditable(column)
  return (
    <>
      <div className={css.line}>
        <b>{bar.selectedCells > 1 ? words.bar.selected(bar.selectedCells) : cellName(data, row, column, line)}</b>
        <span className={css.what}>
          {bar.note ?? (bar.selectedCells > 1 ? null : <What {...props} derived={derived} format={format} />)}
        </span>
        <span className={css.grow} />
        {isTyped && bar.selectedCells <= 1 ? <Key name={words.keys.enter}>{words.bar.edit}</Key> : null}
        {isTyped && isPeriodColumn(column) && bar.selectedCells <= 1 && line === 'actual' ? (
          <Key name={words.keys.shiftF2}>{words.bar.editPlan}</Key>
        ) : null}
        {column === 'measure' ? <Key name={words.keys.enter}>{words.bar.details}</Key> : null}
        <Key name={words.keys.escape}>{words.bar.back}</Key>
      </div>
      <div className={css.line}>{bar.selectedCells <= 1 ? history : null}</div>
    </>
  )
}

/** A sentence about a cell that is not edited. */
function What({
  data,
  row,
  column,
  line,
  derived,
  format,
}: ExplainedProps & { derived: KpiRowDerived | undefined; format: MeasureFormat }): ReactNode {
  if (isPeriodColumn(column)) {
    const other = cellText(row, column, line === 'actual' ? 'plan' : 'actual', format).shown
    const details = [row.source[column], row.note[column]].filter(Boolean)
    const source = details.length > 0 ? details : row.dataSource ? [row.dataSource] : []
    return [
      other === '' ? null : line === 'actual' ? words.bar.planIs(other) : words.bar.actualIs(other),
      line === 'actual' ? source.join(', ') : null,
    ]
      .filter(Boolean)
      .join(' · ')
  }
  if (column === 'measure') return row.dataSource
  if (column === 'base') return row.baselinePeriod ? words.bar.readIn(row.baselinePeriod) : words.bar.baseIs
  if (!derived) return null
  if (column === 'target') return forecastText(derived, format)
  return computedText(column, row, derived, format, data)
}

function forecastText({ paceForecast, gapPerRemainingPeriod }: KpiRowDerived, format: MeasureFormat): string {
  return [
    paceForecast && isKnown(paceForecast) ? words.bar.forecast(format.withUnit(paceForecast.value)) : null,
    gapPerRemainingPeriod && isKnown(gapPerRemainingPeriod) && gapPerRemainingPeriod.value > 0
      ? words.bar.formula.perPeriod(format.withUnit(gapPerRemainingPeriod.value))
      : null,
  ]
    .filter(Boolean)
    .join(' · ')
}

function computedText(
  column: ColumnKey,
  row: KpiRow,
  derived: KpiRowDerived,
  format: MeasureFormat,
  data: TableData,
): string {
  const { actualToDate, expectedToDate, pace } = derived
  if (!isKnown(actualToDate)) return reasonWords[actualToDate.reason]
  const actual = format.withUnit(actualToDate.value)
  if (column === 'toDate')
    return row.target === null ? actual : words.bar.formula.toDate(actual, format.withUnit(row.target))
  if (!isKnown(pace)) return reasonWords[pace.reason]
  const expected = isKnown(expectedToDate) ? format.withUnit(expectedToDate.value) : '—'
  const shown = paceText(pace.value, { green: pace.value + 1, amber: pace.value + 1 }, data.format.locale)
  return `${shown}: ${words.bar.formula.pace(actual, expected)}`
}

/** What the number being typed would do; nothing while it cannot be read. */
function DraftEffect({
  data,
  row,
  column,
  line,
  draft,
  format,
  thresholds,
}: ExplainedProps & { draft: string; format: MeasureFormat }) {
  const session = usePlan()
  const firstGoal = usePlanValue((plan) => goalOfRow(plan.content.blocks, data, row.id))
  const parsed = parseIn(data, row, column, line, draft)
  if ('problem' in parsed) return null
  const plan = session.plan()
  const { before, after } = effectOf(row, parsed.writes, plan, session.asOf, spanOf(plan, firstGoal ?? undefined))
  const read = parsed.writes[0]?.value
  const readsAs =
    typeof read === 'number' && parsed.writes.length === 1 && format.plain(read) !== withTrueMinus(draft.trim())
      ? words.bar.reads(format.withUnit(read))
      : null
  const pace = (derived: KpiRowDerived) =>
    isKnown(derived.pace) ? paceText(derived.pace.value, thresholds, data.format.locale) : '—'
  const isSame = pace(before) === pace(after) && before.rag === after.rag
  return (
    <>
      {readsAs ? <span>{readsAs}</span> : null}
      <span className={css.effect}>
        {isSame ? (
          words.bar.noEffect
        ) : (
          <>
            {words.bar.pace} <StatusGlyph rag={before.rag} isAlone /> {pace(before)} →{' '}
            <StatusGlyph rag={after.rag} isAlone /> {pace(after)} {words.bar.ifKept}
          </>
        )}
      </span>
    </>
  )
}

const goalOfRow = (blocks: ReadonlyMap<string, unknown>, data: TableData, row: string) => {
  const goal = data.goalIds[row]?.[0]
  return goal !== undefined && blocks.has(goal) ? goal : null
}

function cellName({ periods }: TableData, row: KpiRow, column: ColumnKey, line: CellLine): string {
  const name = row.name || words.unnamed
  if (!isPeriodColumn(column)) return words.cell[column as 'base'](name)
  const label = periods.find(({ period }) => period === column)?.label ?? column
  return words.cell[line](name, label)
}

function Key({ name, children }: { name: string; children: ReactNode }) {
  return (
    <span className={css.key}>
      <kbd>{name}</kbd> {children}
    </span>
  )
}

/** Both numbers, both keepable: the last write won, visibly. */
function Disagreed({
  block,
  data,
  model,
  disagreement,
}: {
  block: BlockId
  data: TableData
  model: GridModel
  disagreement: Disagreement
}) {
  const session = usePlan()
  const { place, line, write, theirs, name } = disagreement
  const row = data.rows.find(({ id }) => id === place.row)
  if (!row) return null
  const format = measureFormat(row, data.format)
  const say = (value: number | null) => (value === null ? kitWords.conflict.empty : format.entered(value))
  const choose = (value: number | null) => {
    applyWrites(session, block, [{ row: row.id, write: { ...write, value } }])
    model.disagree(null)
  }
  return (
    <>
      <b>{cellName(data, row, place.column as ColumnKey, line)}</b>
      <ConflictNotice
        sentence={kitWords.conflict.online(name ?? kitWords.conflict.somebody, say(theirs), say(write.value))}
        options={[theirs, write.value].map((value) => ({ label: say(value), value }))}
        current={write.value}
        onChoose={choose}
        onClose={() => model.disagree(null)}
      />
    </>
  )
}
