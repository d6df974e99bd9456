import type { Side } from '@concord/schema'
import { usePlanValue } from './hooks.ts'
import type { Person } from './person.ts'
import styles from './side-mark.module.css'

/** The mark of a company: vendor square, partner round, with the first letter of its name. Decoration: write the name too. */
export function SideMark({ side }: { side: Side }) {
  const letter = usePlanValue(({ facts }) => facts.companies[side].shortName.charAt(0).toUpperCase())
  // Drawn, not written: a letter in a button would belong to the words that its name must begin with.
  return <span className={styles.mark} data-side={side} data-letter={letter} aria-hidden="true" />
}

/** A person as a small ring with initials: square for the vendor, round for the partner. */
export function PersonMark({ person, small = false }: { person: Person; small?: boolean }) {
  return (
    <span
      className={styles.person}
      data-side={person.side ?? 'none'}
      data-small={small || undefined}
      title={person.name}
      aria-hidden="true"
    >
      {initials(person.name, small ? 1 : 2)}
    </span>
  )
}

const initials = (name: string, most: number) =>
  name
    .split(/\s+/)
    .map((word) => word.charAt(0).toUpperCase())
    .slice(0, most)
    .join('')
