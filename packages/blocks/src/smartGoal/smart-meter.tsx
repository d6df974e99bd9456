import { formatNumber, type LetterCheck, type LetterState } from '@concord/schema'
import { memo, useId, useState } from 'react'
import { usePlan } from '../kit/plan-context.tsx'
import css from './smart-meter.module.css'
import { smartGoalWords as words } from './words.ts'

/** Five marks in ink: a check is no status. Each explains itself when it is pointed at, focused or pressed. */
export const SmartMeter = memo(function SmartMeter({
  letters,
  score,
}: {
  letters: readonly LetterCheck[]
  score: number
}) {
  const { locale } = usePlan()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset inside contenteditable is edited by some browsers.
    <span className={css.meter} role="group" aria-label={words.smart(formatNumber(score * 5, 1, locale))}>
      {letters.map((check) => (
        <LetterMark key={check.letter} check={check} />
      ))}
    </span>
  )
})

function LetterMark({ check: { letter, state, sentence, missing } }: { check: LetterCheck }) {
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  return (
    <span className={css.letter}>
      <button
        type="button"
        aria-label={words.letter(letter, state)}
        aria-describedby={id}
        data-open={isOpen || undefined}
        onClick={() => setOpen(!isOpen)}
        onBlur={() => setOpen(false)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || !isOpen) return
          event.stopPropagation()
          setOpen(false)
        }}
      >
        <StateMark state={state} />
        <span aria-hidden="true">{letter}</span>
      </button>
      <span role="tooltip" id={id} className={css.tip}>
        <b>{words.letter(letter, state)}.</b> {sentence}
        {missing.length > 0 ? <span>{words.missing(missing.map(({ what }) => what))}</span> : null}
      </span>
    </span>
  )
}

/** Full dot passes, half dot warns, crossed ring fails. */
function StateMark({ state }: { state: LetterState }) {
  return (
    <svg className={css.mark} viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
      {state === 'pass' ? (
        <circle cx="6" cy="6" r="5" className={css.full} />
      ) : state === 'warn' ? (
        <>
          <circle cx="6" cy="6" r="4.5" />
          <path d="M6 1.5a4.5 4.5 0 0 0 0 9z" className={css.full} />
        </>
      ) : (
        <>
          <circle cx="6" cy="6" r="4.5" />
          <path d="m4.2 4.2 3.6 3.6M7.8 4.2 4.2 7.8" />
        </>
      )}
    </svg>
  )
}
