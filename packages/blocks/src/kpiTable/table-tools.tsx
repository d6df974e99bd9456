import { Plus } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { usePlan } from '../kit/plan-context.tsx'
import type { GridModel } from './grid-model.ts'
import type { TableFormat } from './measure-format.ts'
import css from './view.module.css'
import { kpiTableWords as words } from './words.ts'

interface TableToolsProps {
  readonly model: GridModel
  readonly format: TableFormat
  readonly canWrite: boolean
  readonly isNarrow: boolean
  readonly onAdd: () => void
}

/** The last line of a table: a new measure, which line typing fills, what the figures are counted in. */
export function TableTools({ model, format, canWrite, isNarrow, onAdd }: TableToolsProps) {
  const { locale } = usePlan()
  const line = useSyncExternalStore(model.subscribe, () => model.line)
  const currency = format.currency && currencyName(format.currency, locale)
  return (
    <div className={css.tools}>
      {canWrite ? (
        <button type="button" className={css.add} onClick={onAdd}>
          <Plus size={14} aria-hidden="true" />
          {words.add}
        </button>
      ) : null}
      {canWrite && !isNarrow ? (
        <fieldset className={css.lines}>
          <legend>{words.line.legend}</legend>
          {(['actual', 'plan'] as const).map((choice) => (
            <label key={choice}>
              <input
                type="radio"
                name={`${model.barId}line`}
                checked={line === choice}
                onChange={() => model.setLine(choice)}
              />
              {words.line[choice]}
            </label>
          ))}
        </fieldset>
      ) : null}
      {!currency ? null : (
        <span className={css.unit}>{format.isThousand ? words.thousandIs(currency) : words.amountsIn(currency)}</span>
      )}
    </div>
  )
}

/** `US dollars`: the plural, as a unit is named. */
const currencyName = (currency: string, locale: string): string =>
  new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'name' })
    .formatToParts(2)
    .find(({ type }) => type === 'currency')?.value ?? currency
