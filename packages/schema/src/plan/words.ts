import type { Reason } from '../block/derived.ts'
import type { Band, Benchmark, Standing } from './benchmark.ts'
import type { Rag } from './rag.ts'

/** The status in words; the shape and the colour beside it say the same. */
export const ragWords: Readonly<Record<Rag, string>> = {
  green: 'On track',
  amber: 'At risk',
  red: 'Off track',
  grey: 'Not started',
}

/** Why a figure is missing, as the tooltip of its dash. */
export const reasonWords: Readonly<Record<Reason, string>> = {
  NO_DATA: 'Nothing has been entered yet.',
  ZERO_DENOMINATOR: 'It would be divided by zero.',
  NO_BASELINE: 'The value it starts from is missing.',
  NOT_STARTED: 'Nothing is expected yet.',
  SMALL_N: 'Too few partners to show.',
  BAD_INPUT: 'A number it needs is not valid.',
}

export const bandWords: Readonly<Record<Band, string>> = {
  within: 'within reach',
  stretch: 'stretch',
  beyond: 'beyond',
}

const ordinalRules = new Intl.PluralRules('en', { type: 'ordinal' })
const ORDINAL_ENDINGS: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' }
const ordinal = (value: number) => `${value}${ORDINAL_ENDINGS[ordinalRules.select(value)] ?? 'th'}`

export const benchmarkWords = {
  tooFew: 'too few partners',
  old: 'old benchmark',
  /** "84th percentile"; for "less is better" counted from the slow end. `percentile` comes rounded. */
  standing: ({ type }: Standing, percentile: number, direction: Benchmark['direction']): string => {
    if (direction === 'up') {
      if (type === 'below') return `below p${percentile}`
      return type === 'above' ? `above p${percentile}` : `${ordinal(percentile)} percentile`
    }
    if (type === 'below') return `slower than ${100 - percentile} of 100`
    return type === 'above' ? `better than ${percentile} of 100` : `${ordinal(percentile)} percentile from the slow end`
  },
  /** "84th percentile, stretch, n 28". */
  line: (standing: string, band: Band, n: number): string => `${standing}, ${bandWords[band]}, n ${n}`,
} as const
