import {
  currencyDecimals,
  formatNumber,
  type KpiRow,
  numberFormat,
  type RagThresholds,
  roundHalfAway,
  toMinor,
  toUnits,
  withTrueMinus,
} from '@concord/schema'
import { type Codec, isParsed, type Parsed } from '../kit/inputs/codec.ts'
import { countCodec, decimalCodec, moneyCodec } from '../kit/inputs/number-codecs.ts'
import { kpiTableWords as words } from './words.ts'

type Row = KpiRow
type Unit = Row['unit']

/** How the numbers of one row are read and written. Values are as stored: money in minor units. */
export interface MeasureFormat {
  /** An entered number in full, as the cell shows it. */
  readonly entered: (value: number) => string
  /** A computed number, rounded for display. */
  readonly computed: (value: number) => string
  /** Digits without grouping, for the input and, with the sign of sheets, for a copied range. */
  readonly plain: (value: number) => string
  readonly parse: (typed: string) => Parsed<number>
  /** The unit behind a number in a sentence: `k`, `%`, `days`; empty for a count. */
  readonly suffix: string
  /** A computed number with its unit. */
  readonly withUnit: (value: number) => string
}

/** What all rows of a table share. */
export interface TableFormat {
  readonly locale: string
  readonly currency: string | null
  /** Money is shown in thousands. */
  readonly isThousand: boolean
}

/** From this amount on a table shows thousands: no cell of a quarter plan has room for seven digits. */
const THOUSANDS_FROM_UNITS = 100_000
/** Digits without a unit that would be this many times the row's largest promise were meant in full. */
const FULL_FROM = 20

/** Amounts are shown in thousands when any target or plan in the table is large; all rows alike, so that columns compare. */
export function tableFormat(rows: readonly Row[], currency: string | null, locale: string): TableFormat {
  const largest = Math.max(0, ...rows.filter(({ unit }) => unit === 'money').map(largestPromise))
  return { locale, currency, isThousand: toUnits(largest, currency) >= THOUSANDS_FROM_UNITS }
}

/** The largest number a row promises, the measure of what a typed number may mean. */
export const largestPromise = ({ target, baseline, checkpoints }: Row): number =>
  Math.max(0, ...[target, baseline, ...Object.values(checkpoints)].map((value) => Math.abs(value ?? 0)))

/** The format of a row; a row whose unit is still open takes any number. */
export function measureFormat(row: Row, table: TableFormat): MeasureFormat {
  const { locale } = table
  return row.unit === 'money' ? moneyFormat(largestPromise(row), table) : plainFormat(row.unit, locale)
}

function plainFormat(unit: Unit, locale: string): MeasureFormat {
  // A percentage keeps its decimal, so that 25.0 and 33.3 stand under each other. Of many things a tenth says nothing.
  const computed = (value: number) =>
    unit === 'pct' ? formatNumber(value, 1, locale, true) : formatNumber(value, Math.abs(value) < 100 ? 1 : 0, locale)
  const suffix = unit === null || unit === 'count' || unit === 'ratio' ? '' : words.unit[unit]
  const codec = unit === 'count' ? countCodec(locale, { min: -1e15 }) : decimalCodec(locale)
  return {
    entered: (value) => formatNumber(value, 2, locale),
    computed,
    plain: (value) => ungrouped(value, 6, locale),
    parse: (typed) => codec.parse(unit === 'pct' ? typed.replace('%', '') : withoutWord(typed, suffix)),
    suffix,
    withUnit: (value) => join(computed(value), suffix),
  }
}

function moneyFormat(largest: number, { locale, currency, isThousand }: TableFormat): MeasureFormat {
  const divisor = isThousand ? 1000 : 1
  const shown = (minor: number) => toUnits(minor, currency) / divisor
  const decimals = isThousand ? 1 : currencyDecimals(currency)
  const suffix = isThousand ? words.thousand : ''
  const codec = moneyCodec(locale, currency ?? 'USD')
  const computed = (minor: number) => formatNumber(shown(minor), 0, locale)
  return {
    entered: (minor) =>
      isThousand || minor % 10 ** decimals === 0
        ? formatNumber(shown(minor), decimals, locale)
        : formatNumber(shown(minor), decimals, locale, true),
    computed,
    plain: (minor) => ungrouped(shown(minor), currencyDecimals(currency) + 3, locale),
    parse: (typed) => (isThousand ? parseThousands(typed, { codec, locale, currency, largest }) : codec.parse(typed)),
    suffix,
    withUnit: (minor) => join(computed(minor), suffix),
  }
}

/**
 * Digits in a table of thousands are thousands, as its header says; `225k`, `1.2M` and `$225,000` say what they are.
 * 225000 beside a target of 1,200 k can only mean the full amount.
 */
function parseThousands(
  typed: string,
  {
    codec,
    locale,
    currency,
    largest,
  }: { codec: Codec<number>; locale: string; currency: string | null; largest: number },
): Parsed<number> {
  const inFull = codec.parse(typed)
  const bare = decimalCodec(locale).parse(typed)
  const hasLetters = /\p{L}|\p{Sc}/u.test(typed)
  if (!isParsed(inFull) || hasLetters || !isParsed(bare) || bare.value === null) return inFull
  const minor = roundHalfAway(toMinor(bare.value * 1000, currency))
  if (largest > 0 && Math.abs(minor) > largest * FULL_FROM) return inFull
  return Math.abs(minor) < 1e15 ? { value: minor } : inFull
}

const ungrouped = (value: number, digits: number, locale: string) =>
  withTrueMinus(numberFormat(locale, { useGrouping: false, maximumFractionDigits: digits }).format(value))
const join = (number: string, suffix: string) => (suffix === '' ? number : `${number} ${suffix}`)
const withoutWord = (typed: string, word: string) =>
  word !== '' && typed.trim().toLowerCase().endsWith(word) ? typed.trim().slice(0, -word.length) : typed

/** A share of the whole, `75.0 %`; shown up to 150 %. */
export const shareText = (share: number, locale: string): string =>
  `${formatNumber(Math.min(1.5, Math.max(0, share)) * 100, 1, locale, true)} %`

/** A pace to two decimals; to three where two would show a threshold that it has not reached: 0.949, not 0.95. */
export function paceText(pace: number, { green, amber }: RagThresholds, locale: string): string {
  const shown = roundHalfAway(pace, 2)
  const isRaised = [green, amber].some((threshold) => pace < threshold && shown >= threshold)
  return formatNumber(pace, isRaised ? 3 : 2, locale, true)
}
