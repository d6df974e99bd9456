import type { Day } from '@concord/schema'

const styles = {
  /** 31 Dec */
  short: { day: 'numeric', month: 'short' },
  /** 19 Jan 2027 */
  long: { day: 'numeric', month: 'short', year: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

/** The reader's language; the same that fields are read and written in. */
export const locale = (): string => navigator.language || 'en'

/** A day in the reader's language. */
export const formatDay = (day: Day, style: keyof typeof styles): string =>
  new Intl.DateTimeFormat(locale(), { ...styles[style], timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))

/** The month of a day: Jan. */
export const formatMonth = (day: Day, withYear: boolean): string =>
  new Intl.DateTimeFormat(locale(), {
    month: 'short',
    ...(withYear ? { year: 'numeric' } : {}),
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`))

/** The day of a moment where the reader is, with its year only when that is another one: 31 Mar. */
export const shortDay = (at: number): string => {
  const isThisYear = new Date(at).getFullYear() === new Date().getFullYear()
  return new Intl.DateTimeFormat(locale(), isThisYear ? styles.short : styles.long).format(at)
}

/** The day of a moment, in milliseconds since 1970, where the reader is: 31 Mar 2027. */
export const longDay = (at: number): string => new Intl.DateTimeFormat(locale(), styles.long).format(at)
