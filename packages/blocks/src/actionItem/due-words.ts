import type { ActionItemDerived, Day } from '@concord/schema'
import { shortDay } from '../marks/day-words.ts'
import { actionItemViewWords as words } from './words.ts'

/** How a commitment stands, as one glance tells it: only what is overdue has a status colour. */
export interface Standing {
  readonly tone: 'open' | 'overdue' | 'done' | 'dropped'
  readonly words: string
}

type Derived = Pick<ActionItemDerived, 'status' | 'daysLate'>

/**
 * A commitment in words: `17 days late`, `in 18 days`, `Done 14 Jan`, `waits for A10`.
 * @param blocker what it waits for, as people call it; used when that is late
 */
export function standingOf(
  { status, daysLate }: Derived,
  doneAt: Day | null,
  blocker: string,
  asOf: Day,
  locale: string,
): Standing {
  switch (status) {
    case 'dropped':
      return { tone: 'dropped', words: words.dropped }
    case 'done':
      return { tone: 'done', words: doneAt === null ? words.done : words.doneOn(shortDay(doneAt, asOf, locale)) }
    case 'late':
      return { tone: 'done', words: words.doneLate(daysLate ?? 0) }
    case 'overdue':
      return { tone: 'overdue', words: words.late(daysLate ?? 0) }
    case 'blocked':
      return { tone: 'open', words: words.waitsFor(blocker) }
    default:
      return { tone: 'open', words: daysLate === null ? words.noDue : leftWords(-daysLate, locale) }
  }
}

const leftWords = (days: number, locale: string) =>
  days === 0 ? words.today : new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day')
