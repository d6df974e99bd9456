/** An ISO day without a time, `2026-11-23`. */
export type Day = `${number}-${number}-${number}`

const PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/
const DAY_MS = 86_400_000

/** True for a real calendar day between the years 1900 and 2200. */
export function isDay(value: unknown): value is Day {
  if (typeof value !== 'string' || !PATTERN.test(value)) return false
  const year = Number(value.slice(0, 4))
  return year >= 1900 && year < 2200 && dayOf(Date.parse(`${value}T00:00:00Z`)) === value
}

/** Days since 1970-01-01. */
export const dayNumber = (day: Day): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS

function dayOf(instant: number): Day | undefined {
  return Number.isNaN(instant) ? undefined : (new Date(instant).toISOString().slice(0, 10) as Day)
}

export const addDays = (day: Day, days: number): Day =>
  new Date((dayNumber(day) + days) * DAY_MS).toISOString().slice(0, 10) as Day

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => dayNumber(to) - dayNumber(from)

/** The day of an instant in a time zone: "today" is the same for both sides. */
export const dayIn = (timeZone: string, instant: Date): Day =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    instant,
  ) as Day

/** True for an IANA time zone name that calendars know. */
export function isTimeZone(value: unknown): value is string {
  if (typeof value !== 'string') return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: value })
    return true
  } catch {
    return false
  }
}
