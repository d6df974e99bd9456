import { type DerivedOf, FIELD_ORIGIN, textAt } from '@concord/schema'
import { memo } from 'react'
import { useCard } from '../kit/card-scope.tsx'
import { useCanWrite, usePlan } from '../kit/plan-context.tsx'
import { useRowCommands } from '../kit/rows.tsx'
import css from './flagged-words.module.css'
import { type LiveDerived, useLive } from './live-derived.ts'
import { plainWords, replacement } from './plain-words.ts'
import { jvpViewWords as words } from './words.ts'

type Flag = NonNullable<DerivedOf<'jvpCard'>>['flags'][number]

const select = (derived: DerivedOf<'jvpCard'> | null): readonly Flag[] =>
  (derived?.flags ?? []).filter(({ kind }) => kind !== 'quantity')

/** The underlined words with what to say instead: one press puts a plain word there, an edit like any other. */
export const FlaggedWords = memo(function FlaggedWords({ live }: { live: LiveDerived<'jvpCard'> }) {
  const flags = useLive(live, select)
  if (flags.length === 0) return null
  return (
    <ul className={css.flags} aria-label={words.flagged}>
      {flags.map((flag) => (
        <li key={`${flag.start} ${flag.text}`}>
          <b>{flag.text}</b>
          <span className={css.kind}>{words.kinds[flag.kind]}</span>
          {flag.kind === 'acronym' ? <AllowTerm flag={flag} /> : <Replacements flag={flag} />}
        </li>
      ))}
    </ul>
  )
})

function Replacements({ flag }: { flag: Flag }) {
  const { block } = useCard()
  const { doc, undo } = usePlan()
  const canWrite = useCanWrite()
  const plain = canWrite ? plainWords(flag.suggestion ?? '') : []
  const replace = (by: string) => {
    const text = textAt(doc, block, 'headline')
    const splice = text && replacement(text.toString(), flag, by)
    if (!splice) return
    undo.asOneStep(() =>
      doc.transact(() => {
        text.delete(splice.at, splice.remove)
        text.insert(splice.at, splice.insert)
      }, FIELD_ORIGIN),
    )
  }
  return (
    <>
      {plain.map((word) => (
        <button
          key={word}
          type="button"
          className={css.plain}
          aria-label={word === '' ? words.leaveOutName(flag.text) : words.replaceBy(flag.text, word)}
          onClick={() => replace(word)}
        >
          {word === '' ? words.leaveOut : word}
        </button>
      ))}
      <span className={css.advice}>
        {plain.map((word) => word || words.leaveOut).join(', ') === flag.suggestion ? null : flag.suggestion}
      </span>
    </>
  )
}

/** An abbreviation is spelled out by hand, or said to be the buyer's own word. */
function AllowTerm({ flag }: { flag: Flag }) {
  const { add } = useRowCommands('allowedTerms')
  const canWrite = useCanWrite()
  if (!canWrite) return null
  return (
    <>
      <button type="button" className={css.plain} onClick={() => add({ term: flag.text })}>
        {words.buyersWord}
      </button>
      <span className={css.advice}>{words.orSpellOut}</span>
    </>
  )
}
