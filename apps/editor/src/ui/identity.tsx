import type { Side } from '@concord/schema'
import { classNames } from './class-names.ts'
import styles from './identity.module.css'

/** The first letter as people see it, also of names beyond the Latin alphabet. */
const initial = (name: string): string =>
  [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(name.trim())][0]?.segment.toUpperCase() ?? '?'

interface MarkProps {
  readonly name: string
  readonly side: Side | null
  readonly size?: 'small' | 'large'
  /** Drawn as somebody whose place is no longer known. */
  readonly isAway?: boolean
  /** Read out and shown on hover; without it the mark is decoration beside its name. */
  readonly label?: string
}

/** A person: square ring for the vendor, round ring for the partner, dashed square for neither. */
export function Avatar({ name, side, size = 'large', isAway = false, label }: MarkProps) {
  return (
    <span
      className={classNames(styles.avatar, styles[side ?? 'guest'], styles[size], isAway && styles.away)}
      {...(label ? { role: 'img', 'aria-label': label, title: label } : { 'aria-hidden': true })}
    >
      {initial(name)}
    </span>
  )
}

/** A company: filled square for the vendor, filled circle for the partner. */
export function CompanyMark({ name, side, size = 'large' }: { name: string; side: Side; size?: 'small' | 'large' }) {
  return (
    <span className={classNames(styles.company, styles[side], styles[size])} aria-hidden="true">
      {initial(name)}
    </span>
  )
}
