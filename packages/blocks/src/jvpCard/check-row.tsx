import type { DerivedOf } from '@concord/schema'
import { memo } from 'react'
import { VerdictIcon } from '../marks/verdict-icon.tsx'
import css from './check-row.module.css'
import { type LiveDerived, useLive } from './live-derived.ts'
import { jvpViewWords as words } from './words.ts'

type Checks = NonNullable<DerivedOf<'jvpCard'>>['checks']

/** Reading time has the meter; abbreviations are worth a mark only where there is one to spell out. */
const isShown = ({ name, verdict }: Checks[number]) => name !== 'reading' && (name !== 'acronyms' || verdict !== 'pass')

const select = (derived: DerivedOf<'jvpCard'> | null): Checks => (derived?.checks ?? []).filter(isShown)

/** The checks as marks in ink. What is to be done about one stands as a hint beside its field, and in its tooltip. */
export const CheckRow = memo(function CheckRow({ live }: { live: LiveDerived<'jvpCard'> }) {
  const checks = useLive(live, select)
  if (checks.length === 0) return null
  return (
    <ul className={css.checks} aria-label={words.checks}>
      {checks.map(({ name, label, verdict, message }) => (
        <li key={name} data-verdict={verdict} title={message ?? undefined}>
          <VerdictIcon verdict={verdict} />
          {label}
          <span className={css.hidden}>: {words.verdicts[verdict]}</span>
        </li>
      ))}
    </ul>
  )
})
