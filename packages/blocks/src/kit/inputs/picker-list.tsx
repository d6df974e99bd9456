import { Combobox } from '@base-ui/react/combobox'
import type { Plan } from '@concord/schema'
import type { RefObject } from 'react'
import { useMemo, useState } from 'react'
import { kitWords } from '../../words.ts'
import { usePlanValue } from '../hooks.ts'
import { usePlan } from '../plan-context.tsx'
import styles from '../popup.module.css'
import { SideMark } from '../side-mark.tsx'
import type { Option } from './options.ts'

interface PickerListProps {
  readonly anchor: RefObject<HTMLElement | null>
  readonly name: string
  readonly initialFilter: string
  readonly options: (plan: Plan) => readonly Option[]
  readonly value: string | null
  onChoose(value: string | null): void
  onClose(): void
}

const textOf = (option: Option) => [option.key, option.label].filter(Boolean).join(' ')

/** The open list of a picker: a filter on top, the options by key and title, a way to choose nothing. */
export default function PickerList(props: PickerListProps) {
  const { anchor, name, initialFilter, options, value, onChoose, onClose } = props
  const { locale } = usePlan()
  const items = usePlanValue(options)
  const [filter, setFilter] = useState(initialFilter)
  const matches = Combobox.useFilter({ locale, sensitivity: 'base' })
  const shown = useMemo(
    () => items.filter((item) => matches.contains(textOf(item), filter.trim())),
    [items, filter, matches],
  )
  const chosen = items.find((item) => item.value === value) ?? null

  return (
    <Combobox.Root
      items={items}
      filteredItems={shown}
      value={chosen}
      itemToStringLabel={textOf}
      isItemEqualToValue={(a, b) => a.value === b.value}
      inputValue={filter}
      onInputValueChange={(next, { reason }) => {
        // Choosing fills the input with the chosen label; the list is closing then and must not filter by it.
        if (reason === 'input-change' || reason === 'input-clear') setFilter(next)
      }}
      onValueChange={(option) => {
        if (option) onChoose(option.value)
      }}
      autoHighlight
      open
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
    >
      <Combobox.Portal>
        <Combobox.Positioner anchor={anchor} align="start" sideOffset={4} className={styles.positioner}>
          <Combobox.Popup className={styles.popup} aria-label={name} finalFocus={anchor}>
            <Combobox.Input className={styles.filter} placeholder={kitWords.choice.filter} aria-label={name} />
            <Combobox.Empty className={styles.empty}>
              {items.length === 0 ? kitWords.choice.nothingYet : kitWords.choice.empty}
            </Combobox.Empty>
            <Combobox.List className={styles.list}>
              {(option: Option) => (
                <Combobox.Item key={option.value} value={option} className={styles.item}>
                  {option.side ? <SideMark side={option.side} /> : null}
                  {option.key ? <span className={styles.itemKey}>{option.key}</span> : null}
                  <span className={styles.itemText}>{option.label || kitWords.choice.none}</span>
                </Combobox.Item>
              )}
            </Combobox.List>
            {value === null ? null : (
              <button
                type="button"
                className={styles.clear}
                onClick={() => {
                  onChoose(null)
                  onClose()
                }}
              >
                {kitWords.choice.clear}
              </button>
            )}
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  )
}
