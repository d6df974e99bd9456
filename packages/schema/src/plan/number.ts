/** The language sentences and cards are written in where the reader's own is not known. */
export const DEFAULT_LOCALE = 'en-US'

const formats = new Map<string, Intl.NumberFormat>()

/** Number formats are dear to make and needed for every cell, so each is made once. */
export function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale}|${JSON.stringify(options)}`
  const made = formats.get(key) ?? new Intl.NumberFormat(locale, options)
  formats.set(key, made)
  return made
}

/** The sign people read before a negative number, as wide as a plus. Keyboards and most sheets write a hyphen. */
export const MINUS = '\u2212'

/** A formatted number as people read it. Without this the sign is the language's own, as other programs take it. */
export const withTrueMinus = (formatted: string): string => formatted.replace('-', MINUS)

/** The number rounded for display, half away from zero: 2.5 gives 3, -2.5 gives -3, 1.005 to two digits 1.01. */
export function roundHalfAway(value: number, digits = 0): number {
  if (!Number.isFinite(value) || Math.abs(value) >= 1e15) return value
  const scale = 10 ** digits
  // 15 significant digits hide the noise of binary fractions, so that 1.005 is seen as the half it was written as.
  const rounded = Math.round(Number((Math.abs(value) * scale).toPrecision(15))) / scale
  return value < 0 && rounded !== 0 ? -rounded : rounded
}

/** A number with at most `digits` decimals in the reader's language, with a true minus, never "−0". */
export const formatNumber = (value: number, digits = 0, locale = DEFAULT_LOCALE, fixed = false): string =>
  withTrueMinus(
    numberFormat(locale, { maximumFractionDigits: digits, minimumFractionDigits: fixed ? digits : 0 }).format(
      roundHalfAway(value, digits),
    ),
  )

/** A percentage as people say it: `formatPercent(27.27)` is "27.3 %". */
export const formatPercent = (value: number, digits = 1, locale = DEFAULT_LOCALE): string =>
  `${formatNumber(value, digits, locale)} %`
