import { DEFAULT_LOCALE, formatNumber, numberFormat, roundHalfAway, withTrueMinus } from './number.ts'

/** Decimals of a plan whose currency is not chosen yet. */
const USUAL_DECIMALS = 2

/** Decimals of a currency by ISO 4217: USD 2, JPY 0, KWD 3; two while there is no valid currency. */
export function currencyDecimals(currency: string | null): number {
  if (currency === null || !/^[A-Z]{3}$/.test(currency)) return USUAL_DECIMALS
  return (
    numberFormat(DEFAULT_LOCALE, { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ??
    USUAL_DECIMALS
  )
}

/** Whole units of a currency as the integer minor units Concord stores; half away from zero. */
export const toMinor = (units: number, currency: string | null): number =>
  roundHalfAway(units * 10 ** currencyDecimals(currency))

/** Minor units as whole units with decimals, for display and arithmetic people read. */
export const toUnits = (minor: number, currency: string | null): number => minor / 10 ** currencyDecimals(currency)

/**
 * An amount of minor units in the reader's language, rounded half away from zero to whole units,
 * or with `unitPrice` to minor units (cost per lead, average deal). Without a currency it is a plain number.
 */
export function formatMoney(
  minor: number,
  currency: string | null,
  locale = DEFAULT_LOCALE,
  { unitPrice = false } = {},
): string {
  const digits = unitPrice ? currencyDecimals(currency) : 0
  const units = roundHalfAway(toUnits(minor, currency), digits)
  if (currency === null || !/^[A-Z]{3}$/.test(currency)) return formatNumber(units, digits, locale, unitPrice)
  const format = numberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  return withTrueMinus(format.format(units))
}

/** An amount in the scale of another, so that the two can be compared at a glance: 900 k of 1,200 k. */
export function formatMoneyLike(minor: number, like: number, currency: string | null, locale = DEFAULT_LOCALE): string {
  const units = toUnits(minor, currency)
  const scale = Math.abs(toUnits(like, currency))
  if (scale >= 10_000_000) return `${formatNumber(units / 1_000_000, 1, locale)} M`
  return scale >= 10_000 ? `${formatNumber(units / 1_000, 0, locale)} k` : formatNumber(units, 0, locale)
}
