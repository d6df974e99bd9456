import { numberFormat, withTrueMinus } from '@concord/schema'
import { kitWords } from '../../words.ts'
import type { Codec, Parsed } from './codec.ts'
import { type Decimal, isWhole, readNumber, roundedWhole, shift, toNumber } from './read-number.ts'

const words = kitWords.number
const largest = 1e15

interface Range {
  readonly min?: number
  readonly max?: number
}

/** Digits behind the decimal mark of a currency: USD 2, JPY 0, KWD 3. */
export const minorDigits = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

/** An amount of money. The value is in integer minor units (cents). */
export function moneyCodec(locale: string, currency: string, { min = -largest }: Range = {}): Codec<number> {
  const digits = minorDigits(currency)
  const drop = currencyWords(locale, currency)
  const format = (minor: number) => {
    const whole = minor % 10 ** digits === 0
    return shown(locale, minor / 10 ** digits, whole ? 0 : digits, digits)
  }
  return {
    inputMode: 'decimal',
    align: 'end',
    format,
    parse: (typed) =>
      read(typed, locale, drop, words.unreadable, (number) => {
        const minor = roundedWhole(shift(number, digits))
        return inRange(Number(minor), { min, max: largest - 1 }, format)
      }),
  }
}

/** A percentage: 12.5 is 12.5 %, with at most two decimals. */
export function percentCodec(locale: string, { min = 0, max = 100 }: Range = {}): Codec<number> {
  const format = (value: number) =>
    withTrueMinus(numberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(value / 100))
  return {
    inputMode: 'decimal',
    align: 'end',
    format,
    parse: (typed) =>
      read(typed, locale, ['%'], words.unreadablePercent, (number) =>
        inRange(toNumber(number, 2), { min, max }, format),
      ),
  }
}

/** A whole number of things. */
export function countCodec(locale: string, { min = 0, max = largest }: Range = {}): Codec<number> {
  const format = (value: number) => shown(locale, value, 0, 0)
  return {
    inputMode: 'numeric',
    align: 'end',
    format,
    parse: (typed) =>
      read(typed, locale, [], words.unreadable, (number) =>
        isWhole(number) ? inRange(toNumber(number, 0), { min, max }, format) : { problem: words.notWhole },
      ),
  }
}

/** Any other number, kept with up to six decimals. */
export function decimalCodec(locale: string, { min = -largest, max = largest }: Range = {}): Codec<number> {
  const format = (value: number) => shown(locale, value, 0, 6)
  return {
    inputMode: 'decimal',
    align: 'end',
    format,
    parse: (typed) =>
      read(typed, locale, [], words.unreadable, (number) => inRange(toNumber(number, 6), { min, max }, format)),
  }
}

function read(
  typed: string,
  locale: string,
  drop: readonly string[],
  help: string,
  accept: (number: Decimal) => Parsed<number>,
): Parsed<number> {
  if (typed.trim() === '') return { value: null }
  const number = readNumber(typed, locale, drop)
  if (!number) return { problem: help }
  return accept(number)
}

function inRange(value: number, { min, max }: Required<Range>, format: (value: number) => string): Parsed<number> {
  if (!Number.isFinite(value) || Math.abs(value) >= largest) return { problem: words.tooManyDigits }
  if (value < min) return { problem: words.tooSmall(format(min)) }
  if (value > max) return { problem: words.tooLarge(format(max)) }
  // No minus in front of nothing.
  return { value: value === 0 ? 0 : value }
}

const shown = (locale: string, value: number, least: number, most: number) =>
  withTrueMinus(numberFormat(locale, { minimumFractionDigits: least, maximumFractionDigits: most }).format(value))

/** The code and the signs a currency is written with here and in English. */
function currencyWords(locale: string, currency: string): string[] {
  const sign = (language: string, currencyDisplay: 'symbol' | 'narrowSymbol') =>
    new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay })
      .formatToParts(1)
      .find(({ type }) => type === 'currency')?.value ?? ''
  const signs = [locale, 'en'].flatMap((language) => [sign(language, 'symbol'), sign(language, 'narrowSymbol')])
  // Longest first, so that "US$" goes before "$".
  return [...new Set([currency, ...signs])].sort((a, b) => b.length - a.length)
}
