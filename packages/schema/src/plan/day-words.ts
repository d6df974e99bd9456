import type { Day } from './day.ts'
import { DEFAULT_LOCALE } from './number.ts'

const formats = new Map<string, Intl.DateTimeFormat>()

/** A day in the reader's language, such as "Apr 8, 2026". */
export function formatDay(day: Day, locale = DEFAULT_LOCALE): string {
  const format = formats.get(locale) ?? new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' })
  formats.set(locale, format)
  return format.format(new Date(`${day}T00:00:00Z`))
}
