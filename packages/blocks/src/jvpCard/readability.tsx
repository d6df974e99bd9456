import { type DerivedOf, isKnown, jvpWords, unknown } from '@concord/schema'
import { memo } from 'react'
import { usePlan } from '../kit/plan-context.tsx'
import { type LiveDerived, useLive } from './live-derived.ts'
import css from './readability.module.css'
import { jvpViewWords as words } from './words.ts'

const select = (derived: DerivedOf<'jvpCard'> | null) => ({
  readability: derived?.readability ?? unknown('NO_DATA'),
  slow: derived && isKnown(derived.reading) ? derived.reading.value.slowSeconds : null,
})

/** Advice on how hard the sentence is to read; no check, since one sentence is too short for a firm answer. */
export const Readability = memo(function Readability({ live }: { live: LiveDerived<'jvpCard'> }) {
  const { locale } = usePlan()
  const { readability, slow } = useLive(live, select)
  if (!isKnown(readability)) return null
  const { band, ease, grade, isUnstable } = readability.value
  const figure = (value: number) => value.toLocaleString(locale, { maximumFractionDigits: 0 })
  return (
    <div className={css.readability}>
      <span className={css.label}>{words.readability}</span>
      <p className={css.band}>{jvpWords.ease[band]}</p>
      <p className={css.small}>{words.ease(figure(ease), figure(Math.max(0, grade)))}</p>
      {slow === null ? null : <p className={css.small}>{jvpWords.slow(slow)}</p>}
      {isUnstable ? <p className={css.small}>{words.unstable}</p> : null}
    </div>
  )
})
