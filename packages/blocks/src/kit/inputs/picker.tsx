import { type FieldPath, fieldKey } from '@concord/schema'
import { memo, Suspense, useRef, useState } from 'react'
import { kitWords } from '../../words.ts'
import { useCard, useFieldAria } from '../card-scope.tsx'
import { usePlanValue, useRegister } from '../hooks.ts'
import { lazyPart } from '../lazy-part.ts'
import { useCanWrite } from '../plan-context.tsx'
import { SideMark } from '../side-mark.tsx'
import styles from './inputs.module.css'
import type { Option } from './options.ts'

// The list is a fifth of the editor's code and nobody needs it before the first press.
const PickerList = lazyPart(() => import('./picker-list.tsx'))

export interface PickerProps {
  readonly path: FieldPath
  /** What can be chosen; keep the function stable. */
  readonly options: (plan: Parameters<Parameters<typeof usePlanValue>[0]>[0]) => readonly Option[]
  readonly label?: string
  readonly placeholder?: string
  readonly className?: string
}

/**
 * Chooses one of a list: a button until it is pressed, then a list that filters by typing. For a choice of words, a
 * reference to a role, goal, KPI row, tactic or commitment (by key and title), or a period.
 */
export const Picker = memo(function Picker({ path, options, label, placeholder, className = '' }: PickerProps) {
  const { block } = useCard()
  const canWrite = useCanWrite()
  const [stored, store] = useRegister<string>(block, path)
  const chosen = usePlanValue((plan) => options(plan).find(({ value }) => value === stored) ?? null)
  const [typed, setTyped] = useState<string | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const { aria, hints } = useFieldAria(path, label)
  const isOpen = typed !== null
  const isBroken = stored !== null && !chosen
  const shown = chosen ? chosen.label || kitWords.choice.none : isBroken ? kitWords.choice.broken : placeholder
  const name = aria['aria-label']

  return (
    <>
      <span className={`${styles.frame} ${className}`}>
        <button
          {...aria}
          // The name of a button hides its content, so what is written in it belongs to the name.
          aria-label={`${name}: ${[chosen?.key, shown ?? kitWords.choice.none].filter(Boolean).join(' ')}`}
          ref={button}
          type="button"
          className={styles.button}
          data-fk={fieldKey(block, path)}
          data-empty={stored === null || undefined}
          aria-haspopup="listbox"
          aria-expanded={isOpen}
          disabled={!canWrite}
          onClick={() => setTyped('')}
          onKeyDown={(event) => {
            if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return
            if (event.key === 'Delete' || event.key === 'Backspace') store(null)
            else if (event.key.length === 1 && event.key !== ' ') setTyped(event.key)
            else return
            event.preventDefault()
          }}
        >
          {chosen?.side ? <SideMark side={chosen.side} /> : null}
          {chosen?.key ? <span className={styles.key}>{chosen.key}</span> : null}
          {/* Two words, whoever reads the text of the button. */}{' '}
          <span className={styles.value}>{shown ?? kitWords.choice.none}</span>
        </button>
      </span>
      {isOpen ? (
        <Suspense fallback={null}>
          <PickerList
            anchor={button}
            name={name}
            initialFilter={typed}
            options={options}
            value={stored}
            onChoose={store}
            onClose={() => setTyped(null)}
          />
        </Suspense>
      ) : null}
      {hints}
    </>
  )
})
