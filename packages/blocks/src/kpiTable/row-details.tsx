import { addDays, formatPeriod, type KpiRow, type Plan, quartersBetween, type RowId } from '@concord/schema'
import { ArrowDown, ArrowUp, Trash2, X } from 'lucide-react'
import { memo, useCallback } from 'react'
import { Picker } from '../kit/inputs/picker.tsx'
import { ValueField } from '../kit/inputs/value-field.tsx'
import { LabelledField } from '../kit/labelled-field.tsx'
import { useCanWrite, usePlan } from '../kit/plan-context.tsx'
import { isPair } from './cell-value.ts'
import type { PeriodColumn } from './grid-columns.ts'
import css from './row-details.module.css'
import { kpiTableWords as words } from './words.ts'

export interface RowDetailsProps {
  readonly row: KpiRow
  readonly rows: readonly RowId[]
  readonly periods: readonly PeriodColumn[]
  readonly onClose: () => void
  readonly onMove: (row: RowId, after: RowId | null) => void
  readonly onRemove: (row: RowId) => void
}

/** What a measure is: everything about a row that is no number of the grid. Opens under its row. */
export const RowDetails = memo(function RowDetails({ row, rows, periods, onClose, onMove, onRemove }: RowDetailsProps) {
  const canWrite = useCanWrite()
  const at = rows.indexOf(row.id)
  const path = (field: string) => `rows/${row.id}/${field}`
  const entered = periods.filter(({ phase }) => phase !== 'future')
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset inside contenteditable is edited by some browsers.
    <div className={css.details} role="group" aria-label={words.details.label(row.name || words.unnamed)}>
      <div className={css.fields}>
        <div className={css.wide}>
          <LabelledField path={path('name')} placeholder={words.noName} />
        </div>
        <LabelledField path={path('unit')} words={words.unitName} />
        <LabelledField path={path('ownerSide')} words={words.ownerBoth} />
        <div className={css.wide}>
          <LabelledField path={path('mode')} words={words.modeName} />
        </div>
        <LabelledField path={path('direction')} words={words.directionName} />
        <LabelledField path={path('agg')} words={words.aggName} />
        <div className={css.wide}>
          <LabelledField path={path('dataSource')} placeholder={words.details.dataSource} />
        </div>
        <BaselinePeriod path={path('baselinePeriod')} />
      </div>
      {entered.length > 0 ? (
        <table className={css.periods}>
          <caption className={css.caption}>{isPair(row) ? words.details.parts : words.details.sources}</caption>
          <thead>
            <tr>
              <th scope="col">{words.details.period}</th>
              {isPair(row) ? (
                <>
                  <th scope="col">{words.details.partShort}</th>
                  <th scope="col">{words.details.wholeShort}</th>
                </>
              ) : null}
              <th scope="col">{words.details.sourceShort}</th>
              <th scope="col">{words.details.noteShort}</th>
            </tr>
          </thead>
          <tbody>
            {entered.map(({ period, label }) => (
              <tr key={period}>
                <th scope="row">{label}</th>
                {isPair(row) ? (
                  <>
                    <td className={css.count} data-label={words.details.partShort}>
                      <ValueField path={`${path('numerators')}/${period}`} label={words.details.part(label)} />
                    </td>
                    <td className={css.count} data-label={words.details.wholeShort}>
                      <ValueField path={`${path('denominators')}/${period}`} label={words.details.whole(label)} />
                    </td>
                  </>
                ) : null}
                <td data-label={words.details.sourceShort}>
                  <ValueField path={`${path('source')}/${period}`} label={words.details.source(label)} />
                </td>
                <td data-label={words.details.noteShort}>
                  <ValueField path={`${path('note')}/${period}`} label={words.details.note(label)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      <div className={css.tools}>
        {canWrite ? (
          <>
            <button type="button" disabled={at <= 0} onClick={() => onMove(row.id, rows[at - 2] ?? null)}>
              <ArrowUp size={14} aria-hidden="true" />
              {words.details.moveUp}
            </button>
            <button type="button" disabled={at >= rows.length - 1} onClick={() => onMove(row.id, rows[at + 1] ?? null)}>
              <ArrowDown size={14} aria-hidden="true" />
              {words.details.moveDown}
            </button>
            <button type="button" onClick={() => onRemove(row.id)}>
              <Trash2 size={14} aria-hidden="true" />
              {words.details.remove}
            </button>
          </>
        ) : null}
        <button type="button" className={css.close} onClick={onClose}>
          <X size={14} aria-hidden="true" />
          {words.details.close}
        </button>
      </div>
    </div>
  )
})

/** A baseline was read in the plan or in the year before it. */
function BaselinePeriod({ path }: { path: string }) {
  const { locale } = usePlan()
  const options = useCallback(
    ({ content: { meta } }: Plan) => {
      if (!meta.start || !meta.end) return []
      const quarters = quartersBetween(addDays(meta.start, -366), meta.end, meta.fiscalStartMonth ?? 1)
      return quarters.map((value) => ({ value, label: formatPeriod(value, locale) }))
    },
    [locale],
  )
  return (
    <div>
      <span className={css.label} aria-hidden="true">
        {words.details.baselineOf}
      </span>
      <Picker path={path} options={options} label={words.details.baselineOf} />
    </div>
  )
}
