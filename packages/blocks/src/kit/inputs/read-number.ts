import { NumberParser } from '@internationalized/number'

/** An exact decimal: `digits` times ten to the power of minus `scale`, so that no cent is lost to binary fractions. */
export interface Decimal {
  readonly digits: bigint
  readonly scale: number
}

/** Spaces, and the marks without width that come along from right-to-left text and from web pages. */
const spaces = /[\s\u00a0\u202f\u2009\u200b-\u200f\u061c\u2060\u2066-\u2069]/g
/** More letters than any number of ours has: reading a pasted page as one number would hold up the window. */
const MOST_LETTERS = 100
/** What people write behind a number for thousands, millions and thousand millions, in the languages of our readers. */
const suffixes: readonly (readonly [RegExp, number])[] = [
  [/(?:k|tsd\.?|tys\.?)$/i, 3],
  [/(?:mio\.?|mln\.?|mill\.?|mn|m)$/i, 6],
  [/(?:bn|b|mrd\.?|mld\.?|md)$/i, 9],
]

/** A minus before the number in any of its signs, behind it as accounting systems write it, or brackets. */
const negatives = [/^[-\u2212\u2010-\u2013](.*)$/, /^\((.*)\)$/, /^(.*\d)[-\u2212]$/]

interface Separators {
  readonly decimal: string
  readonly group: string | null
}

const separatorsOf = (() => {
  const known = new Map<string, Separators>()
  return (locale: string): Separators => {
    const found = known.get(locale)
    if (found) return found
    const parts = new Intl.NumberFormat(locale, { useGrouping: 'always' }).formatToParts(1234567.5)
    const part = (type: string) => parts.find((entry) => entry.type === type)?.value
    const group = part('group')
    const separators = { decimal: part('decimal') ?? '.', group: group?.trim() ? group : null }
    known.set(locale, separators)
    return separators
  }
})()

/**
 * Reads a number as people of a locale type it: `225k`, `1.2M`, `1.234,56` in German, `(1,200)`, `−5`, `5-`, `12 Tsd.`.
 * Returns null when it is not clearly one number: a group of two digits, letters, two decimal marks.
 *
 * @param drop words that may stand around it, such as a currency sign or `%`
 */
export function readNumber(typed: string, locale: string, drop: readonly string[] = []): Decimal | null {
  let text = typed.replace(spaces, '')
  if (text.length > MOST_LETTERS) return null
  for (const word of drop) text = withoutWord(text, word)
  const bare = negatives.map((form) => form.exec(text)?.[1]).find((found) => found !== undefined)
  text = bare ?? text.replace(/^\+/, '')
  for (const word of drop) text = withoutWord(text, word)
  let exponent = 0
  for (const [pattern, power] of suffixes) {
    if (!pattern.test(text)) continue
    text = text.replace(pattern, '')
    exponent = power
    break
  }
  const plain = plainDecimal(text, locale)
  if (plain === null) return null
  const [whole = '', fraction = ''] = plain.split('.')
  const digits = BigInt(`${whole}${fraction}`)
  return shift({ digits: bare === undefined ? digits : -digits, scale: fraction.length }, exponent)
}

function withoutWord(text: string, word: string): string {
  const bare = word.replace(spaces, '')
  if (!bare) return text
  const lower = text.toLowerCase()
  if (lower.startsWith(bare.toLowerCase())) return text.slice(bare.length)
  return lower.endsWith(bare.toLowerCase()) ? text.slice(0, -bare.length) : text
}

/** Digits with at most one full stop as decimal mark, or null. */
function plainDecimal(text: string, locale: string): string | null {
  if (!/[0-9]/.test(text)) return otherDigits(text, locale)
  const bare = text.replace(/['\u2019]/g, '')
  if (/^\d+$/.test(bare)) return bare
  if (!/^[\d.,]+$/.test(bare)) return null
  const marks = bare.replace(/\d/g, '')
  const last = marks.at(-1)!
  const { decimal, group } = separatorsOf(locale)
  if (new Set(marks).size === 2) {
    // Both marks: the last one is the decimal, whatever the locale; nothing else is possible.
    const [whole = '', fraction = ''] = splitAtLast(bare, last)
    const other = last === '.' ? ',' : '.'
    return marks.indexOf(last) === marks.length - 1 && isGrouped(whole, other) && /^\d+$/.test(fraction)
      ? `${whole.replaceAll(other, '')}.${fraction}`
      : null
  }
  if (marks.length > 1) return isGrouped(bare, last) ? bare.replaceAll(last, '') : null
  const [whole = '', fraction = ''] = splitAtLast(bare, last)
  if (last === decimal) return fraction === '' && whole === '' ? null : `${whole || '0'}.${fraction || '0'}`
  if (isGrouped(bare, last)) return last === group ? bare.replace(last, '') : null
  // A foreign decimal mark, as a number pad types it: with one, two or four digits behind it cannot be a group.
  return fraction === '' ? null : `${whole || '0'}.${fraction}`
}

const splitAtLast = (text: string, mark: string) => [
  text.slice(0, text.lastIndexOf(mark)),
  text.slice(text.lastIndexOf(mark) + 1),
]

/** Groups of three, or of two before the last three as in India: 12,34,567. */
function isGrouped(text: string, mark: string): boolean {
  const [first = '', ...groups] = text.split(mark)
  const last = groups.pop() ?? ''
  const size = groups.every((group) => group.length === 2) ? '2,3' : '3'
  return (
    /^\d{1,3}$/.test(first) && /^\d{3}$/.test(last) && groups.every((group) => new RegExp(`^\\d{${size}}$`).test(group))
  )
}

/** Numerals of other scripts, as the platform knows them. */
function otherDigits(text: string, locale: string): string | null {
  const value = text ? new NumberParser(locale, { style: 'decimal' }).parse(text) : Number.NaN
  return Number.isFinite(value) && value >= 0 && value < 1e15 ? plainNotation(value) : null
}

const plainNotation = (value: number) =>
  new Intl.NumberFormat('en', { useGrouping: false, maximumFractionDigits: 12 }).format(value)

/** The decimal times ten to a power. */
export const shift = ({ digits, scale }: Decimal, power: number): Decimal =>
  power <= scale ? { digits, scale: scale - power } : { digits: digits * 10n ** BigInt(power - scale), scale: 0 }

/** The nearest whole number, half away from zero. */
export function roundedWhole({ digits, scale }: Decimal): bigint {
  const unit = 10n ** BigInt(scale)
  const half = unit / 2n
  return digits >= 0n ? (digits + half) / unit : -((-digits + half) / unit)
}

/** The value as a JavaScript number, rounded to `decimals` half away from zero. */
export const toNumber = (value: Decimal, decimals: number): number =>
  Number(roundedWhole(shift(value, decimals))) / 10 ** decimals

/** True when the value has no part behind the decimal mark. */
export const isWhole = ({ digits, scale }: Decimal): boolean => digits % 10n ** BigInt(scale) === 0n
