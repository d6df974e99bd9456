import type { Day } from '@concord/schema'

const formats = new Map<string, Intl.DateTimeFormat>()

/** Day formats are slow to build and a list of commitments needs one for each line. */
function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options)
  const found = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
  formats.set(key, found)
  return found
}

const instant = (day: Day) => new Date(`${day}T00:00:00Z`)
const yearOf = (day: Day) => day.slice(0, 4)

/** A day in the fewest words: `31 Dec`, with its year only where that is not the year of `near`. */
export const shortDay = (day: Day, near: Day, locale: string): string =>
  format(locale, {
    day: 'numeric',
    month: 'short',
    year: yearOf(day) === yearOf(near) ? undefined : 'numeric',
  }).format(instant(day))

/** A day with its year: `13 Oct 2026`. */
export const fullDay = (day: Day, locale: string): string =>
  format(locale, { day: 'numeric', month: 'short', year: 'numeric' }).format(instant(day))

/** The month of a day: `Aug 2026`. */
export const monthOf = (day: Day, locale: string): string =>
  format(locale, { month: 'short', year: 'numeric' }).format(instant(day))

/** Two days as one span: `12–14 May`; one day alone when both are the same or one is missing; empty without any. */
export function daySpan(from: Day | null, to: Day | null, near: Day, locale: string): string {
  const [first, last] = from !== null && to !== null && from > to ? [to, from] : [from ?? to, to ?? from]
  if (first === null || last === null) return ''
  const otherYear = yearOf(first) !== yearOf(near) || yearOf(last) !== yearOf(near)
  const year = otherYear ? 'numeric' : undefined
  const span = format(locale, { day: 'numeric', month: 'short', year }).formatRange(instant(first), instant(last))
  // Between two numbers a dash stands without spaces, whatever the platform's data say.
  return span.replace(/(\d)\s*–\s*(?=\d)/gu, '$1–')
}
