import { type Day, daysBetween, isDay } from '@concord/schema'
import { kitWords } from '../../words.ts'
import type { Codec, Parsed } from './codec.ts'

const words = kitWords.day
type Part = 'day' | 'month' | 'year'

/** What decides the year of a day typed without one. */
export interface DayContext {
  readonly today: Day
  /** The plan's first and last day; a day inside it is meant before any other. */
  readonly start?: Day | null
  readonly end?: Day | null
}

/**
 * Days as people type them: `31 Dec`, `31.12.`, `12/31`, `2026-12-31`, `31 grudnia`, `Dec 31, 26`.
 * Month names and the order of day and month come from the platform's knowledge of the locale.
 */
export function dayCodec(locale: string, context: DayContext): Codec<Day> {
  const shown = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' })
  return {
    inputMode: 'text',
    align: 'start',
    format: (day) => shown.format(new Date(`${day}T00:00:00Z`)),
    parse: (typed) => parseDay(typed, locale, context),
  }
}

function parseDay(typed: string, locale: string, context: DayContext): Parsed<Day> {
  const text = typed.trim().toLowerCase()
  if (text === '') return { value: null }
  if (/^\d{4}-\d{1,2}-\d{1,2}$/.test(text)) {
    const [year = 0, month = 0, day = 0] = text.split('-').map(Number)
    return real(year, month, day)
  }
  const read = readParts(text, locale)
  if (!read) return { problem: words.unreadable }
  const { year, month, day } = read
  if (year !== undefined) return real(year < 100 ? 2000 + year : year, month, day)
  const meant = nearestYear(month, day, context)
  return meant ? { value: meant } : { problem: words.notReal }
}

const real = (year: number, month: number, day: number): Parsed<Day> => {
  const iso = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return isDay(iso) ? { value: iso } : { problem: words.notReal }
}

function readParts(text: string, locale: string): { year?: number; month: number; day: number } | null {
  const tokens = text.match(/\p{L}+|\d+/gu) ?? []
  const named = tokens.filter((token) => /\p{L}/u.test(token)).flatMap((token) => monthNamed(token, locale) ?? [])
  const foreign = tokens.some((token) => /\p{L}/u.test(token) && !monthNamed(token, locale) && !isFiller(token))
  const numbers = tokens.filter((token) => /^\d+$/.test(token)).map(Number)
  if (foreign || named.length > 1 || numbers.length > 3 - named.length) return null
  if (named.length === 1) {
    const [first, second] = numbers
    if (first === undefined) return null
    // A number above 31 can only be the year: "2026 December 31".
    if (second !== undefined && first > 31) return { year: first, month: named[0]!, day: second }
    return { month: named[0]!, day: first, ...(second === undefined ? {} : { year: second }) }
  }
  if (numbers.length < 2) return null
  const order = orderOf(locale).filter((part) => numbers.length === 3 || part !== 'year')
  const parts = Object.fromEntries(order.map((part, i) => [part, numbers[i]])) as Record<Part, number | undefined>
  const [day = 0, month = 0] = [parts.day, parts.month]
  // 31/12 typed where months come first, and 12.31. where they come second, have one meaning.
  const swapped = month > 12 && day <= 12
  const read = swapped ? { month: day, day: month } : { month, day }
  return parts.year === undefined ? read : { ...read, year: parts.year }
}

/** Ordinal endings and articles around a date: 31st, 1er, "of". */
const isFiller = (token: string) => ['st', 'nd', 'rd', 'th', 'er', 'of', 'the', 'de', 'r', 'g'].includes(token)

const namesOf = (() => {
  const known = new Map<string, readonly (readonly string[])[]>()
  return (locale: string) => {
    const found = known.get(locale)
    if (found) return found
    const names = Array.from({ length: 12 }, (_, month) => {
      const at = new Date(Date.UTC(2024, month, 15))
      // Standing alone a month may be in another case than inside a date: "grudzień", "31 grudnia".
      const alone = (['long', 'short'] as const).map((style) =>
        new Intl.DateTimeFormat(locale, { month: style, timeZone: 'UTC' }).format(at),
      )
      const inside = (['long', 'short'] as const).map(
        (style) =>
          new Intl.DateTimeFormat(locale, { month: style, day: 'numeric', timeZone: 'UTC' })
            .formatToParts(at)
            .find(({ type }) => type === 'month')?.value ?? '',
      )
      return [...new Set([...alone, ...inside].map((name) => name.toLowerCase().replace(/\.$/, '')))].filter(Boolean)
    })
    known.set(locale, names)
    return names
  }
})()

/** The month (1..12) a word of the locale or of English names; three letters are enough when they are enough. */
function monthNamed(word: string, locale: string): number | null {
  for (const language of [locale, 'en']) {
    const names = namesOf(language)
    const exact = names.findIndex((month) => month.includes(word))
    if (exact >= 0) return exact + 1
    const begins = names.flatMap((month, index) => (month.some((name) => name.startsWith(word)) ? [index] : []))
    if (word.length >= 3 && begins.length === 1) return begins[0]! + 1
  }
  return null
}

function orderOf(locale: string): Part[] {
  return new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'numeric', day: 'numeric' })
    .formatToParts(0)
    .flatMap(({ type }) => (type === 'day' || type === 'month' || type === 'year' ? [type] : []))
}

/** A day inside the plan if there is one, else the one nearest to today. */
function nearestYear(month: number, day: number, { today, start, end }: DayContext): Day | null {
  const thisYear = Number(today.slice(0, 4))
  const candidates = [-1, 0, 1, 2, 3]
    .map((offset) => real(thisYear + offset, month, day))
    .flatMap((parsed) => ('value' in parsed && parsed.value ? [parsed.value] : []))
  const distance = (candidate: Day) => Math.abs(daysBetween(today, candidate))
  const nearest = (days: readonly Day[]) => [...days].sort((a, b) => distance(a) - distance(b))[0] ?? null
  const inside = candidates.filter((candidate) => start && end && candidate >= start && candidate <= end)
  return nearest(inside.length > 0 ? inside : candidates)
}
