import { type Derived, isKnown } from '../../block/derived.ts'
import { formatMoney, toUnits } from '../../plan/money.ts'
import { DEFAULT_LOCALE, formatNumber, formatPercent, numberFormat, withTrueMinus } from '../../plan/number.ts'
import { type Period, periodDays } from '../../plan/period.ts'
import { isQuarter } from './calendar.ts'
import type { KpiUnit } from './row.ts'

/** What stands for a figure nobody knows; its reason is told beside it. */
export const DASH = '-'

/** A value in the unit of its row: money in whole units, percentages and days to one decimal, ratios to three. */
export function formatMeasure(
  value: number,
  unit: KpiUnit | null,
  currency: string | null,
  locale = DEFAULT_LOCALE,
): string {
  switch (unit) {
    case 'money':
      return formatMoney(value, currency, locale)
    case 'pct':
      return formatPercent(value, 1, locale)
    case 'ratio':
      return formatNumber(value, 3, locale)
    case 'days':
    case 'months':
    case 'count':
    case null:
      return formatNumber(value, 1, locale)
  }
}

/** A derived value in the unit of its row, or a dash. */
export const formatDerived = (derived: Derived<number> | null, format: (value: number) => string): string =>
  derived !== null && isKnown(derived) ? format(derived.value) : DASH

/** Progress for people: 0..150 %, whatever lies beyond. */
export const formatShare = (share: number, locale = DEFAULT_LOCALE): string =>
  formatPercent(Math.min(Math.max(share, 0), 1.5) * 100, 1, locale)

export const formatPace = (pace: number, locale = DEFAULT_LOCALE): string => formatNumber(pace, 3, locale, true)

/** A value short enough for a sentence, without a currency: "1.20 M", "225,000", "40". */
export function formatShort(value: number, unit: KpiUnit | null, currency: string | null): string {
  const shown = unit === 'money' ? toUnits(value, currency) : value
  if (unit === 'pct') return formatPercent(shown)
  if (Math.abs(shown) < 1_000_000) return formatNumber(shown, unit === 'ratio' ? 3 : 1)
  const parts = numberFormat(DEFAULT_LOCALE, {
    notation: 'compact',
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  }).formatToParts(shown)
  return withTrueMinus(parts.map(({ type, value: text }) => (type === 'compact' ? ` ${text}` : text)).join(''))
}

const monthFormats = new Map<string, Intl.DateTimeFormat>()

/** "Q4 2026" or "Mar 2026". */
export function formatPeriod(period: Period, locale = DEFAULT_LOCALE): string {
  if (isQuarter(period)) return `${period.slice(5)} ${period.slice(0, 4)}`
  const format =
    monthFormats.get(locale) ?? new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' })
  monthFormats.set(locale, format)
  return format.format(new Date(`${periodDays(period).first}T00:00:00Z`))
}
