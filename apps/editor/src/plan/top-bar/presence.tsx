import { SIDES } from '@concord/schema'
import { classNames } from '../../ui/class-names.ts'
import { Avatar } from '../../ui/identity.tsx'
import { words } from '../../words.ts'
import { usePeople } from '../people.ts'
import { useIsAway, usePlanAnswer } from '../plan-context.tsx'
import styles from './presence.module.css'

const MOST = 5

/** Who is here, grouped by company; while offline, who was here when the connection went. */
export function Presence({ most = MOST }: { most?: number }) {
  const people = usePeople()
  const { companies } = usePlanAnswer()
  const isAway = useIsAway()
  const shown = people.slice(0, most)
  const groups = SIDES.flatMap((side) => {
    const count = people.filter((person) => person.side === side).length
    return count > 0 ? [words.presence.group(count, companies[side].shortName)] : []
  })
  return (
    <ul className={styles.stack} aria-label={words.presence.label(people.length, words.list(groups))}>
      {shown.map((person, at) => {
        const company = person.side ? companies[person.side].shortName : ''
        const label = person.isMe
          ? words.presence.you(person.name, company)
          : words.presence.other(person.name, company)
        const isFirstOfSide = at > 0 && shown[at - 1]?.side !== person.side
        return (
          <li key={person.member} className={classNames(isFirstOfSide && styles.divided)}>
            <Avatar name={person.name} side={person.side} label={label} isAway={isAway && !person.isMe} />
          </li>
        )
      })}
      {people.length > most ? <li className={styles.more}>{words.presence.more(people.length - most)}</li> : null}
    </ul>
  )
}
