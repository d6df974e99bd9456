import { type Day, type FieldPath, isDay } from '@concord/schema'
import { CalendarDays } from 'lucide-react'
import { memo, Suspense, useRef, useState } from 'react'
import { kitWords } from '../../words.ts'
import { useCard } from '../card-scope.tsx'
import { useRegister } from '../hooks.ts'
import { lazyPart } from '../lazy-part.ts'
import { useCanWrite } from '../plan-context.tsx'
import type { Codec } from './codec.ts'
import styles from './inputs.module.css'
import { ParsedInput } from './parsed-input.tsx'

const Calendar = lazyPart(() => import('./calendar.tsx'))

/** A day, typed the way people write days or chosen from a calendar that loads when it is first opened. */
export const DayInput = memo(function DayInput(props: {
  readonly path: FieldPath
  readonly codec: Codec<Day>
  readonly label?: string
  readonly placeholder?: string
  readonly className?: string
}) {
  const { block } = useCard()
  const canWrite = useCanWrite()
  const [stored, store] = useRegister<Day>(block, props.path)
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)

  return (
    <ParsedInput {...props} className={`${styles.overEnd} ${props.className ?? ''}`} onOpen={() => setOpen(true)}>
      {canWrite ? (
        <button
          ref={button}
          type="button"
          className={`${styles.mini} ${styles.onHover}`}
          aria-label={kitWords.day.open}
          aria-haspopup="dialog"
          aria-expanded={isOpen}
          // One tab stop for the field: the calendar opens from the input with Alt+Down as well.
          tabIndex={-1}
          data-day-button=""
          onClick={() => setOpen(true)}
        >
          <CalendarDays size={16} aria-hidden="true" />
        </button>
      ) : null}
      {isOpen ? (
        <Suspense fallback={null}>
          <Calendar
            anchor={button}
            value={isDay(stored) ? stored : null}
            onChoose={(day) => {
              store(day)
              setOpen(false)
            }}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      ) : null}
    </ParsedInput>
  )
})
