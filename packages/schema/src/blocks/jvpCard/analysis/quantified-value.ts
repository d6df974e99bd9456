import { type TextRange, wordsOf } from './tokens.ts'
import type { Verdict } from './verdict.ts'

/** A number with its unit, such as `31%` or `45 fewer minutes`. */
export interface Quantity extends TextRange {
  /** The digits as written. */
  readonly number: string
  /** The unit as written; a currency sign counts. */
  readonly unit: string
}

/** Whether a buyer can check the promise: 0 no number, 1 number and unit, 2 also a time or a from-to. */
export interface QuantifiedValue {
  readonly score: 0 | 1 | 2
  readonly quantities: readonly Quantity[]
  /** "up to" stands before a number: the typical value is not stated. */
  readonly hasUpTo: boolean
  readonly verdict: Verdict
}

const NUMBER = /^([$€£]?)(\d+(?:[.,]\d+)*)(k|m|bn)?(?![\d])/iu
const TIME_UNITS = 'seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|quarters?|years?|shifts?'
const UNITS = new RegExp(
  `^(?:%|°|percent|percentage|points?|pts?|x|times|dollars?|euros?|pounds?|cents?|usd|eur|gbp|${TIME_UNITS}|units?|parts?|pieces?|tons?|tonnes?|kg|kilos?|litres?|liters?|gallons?|kwh|mwh|kw|mw|stops?|stoppages?|defects?|failures?|breakdowns?|incidents?|alarms?|errors?|complaints?|calls?|tickets?|visits?|lines?|machines?|plants?|sites?|customers?|people|engineers?|orders?|batches|rejects?)$`,
  'iu',
)
const TIME_UNIT = new RegExp(`^(?:${TIME_UNITS})$`, 'iu')
const TIME_PHRASE = new RegExp(
  `\\b(?:per|each|every|within an?|in an?|an?|first) (?:${TIME_UNITS})\\b|\\b(?:hourly|daily|weekly|monthly|yearly|annually|overnight)\\b|\\bby (?:19|20)\\d\\d\\b`,
  'iu',
)
const FROM_TO = /\bfrom\b[^.!?]*?\d[^.!?]*?\bto\b[^.!?]*?\d/iu
const UP_TO = /\bup to\s+[$€£]?\d/iu

/** Things with digits that measure nothing. */
const NOT_A_VALUE = /^(?:24\/7|360(?:°|-?degrees?)?|v\d+(?:\.\d+)*|\d+(?:\.\d+){2,}|[2-6]g)$/iu
const bare = (word: string) => word.replace(/^[("'“‘[]+|[)"'”’\],;:.!?]+$/gu, '')

/** Finds numbers with units in a sentence, and whether they come with a time or a from-to. */
export function quantifiedValue(text: string): QuantifiedValue {
  const words = wordsOf(text).map((word) => ({ ...word, bare: bare(word.text) }))
  const quantities: Quantity[] = []
  words.forEach((word, at) => {
    const read = readNumber(word.bare, words[at - 1]?.bare ?? '')
    if (!read) return
    const own = read.sign !== '' ? { unit: read.sign, index: at } : unitIn(read.rest, at)
    const found = own ?? unitAfter(words, at)
    if (!found) return
    const end = words[found.index]!
    const start = word.start + word.text.indexOf(word.bare)
    const stop = end.start + end.text.indexOf(end.bare) + end.bare.length
    quantities.push({ text: text.slice(start, stop), start, end: stop, number: read.number, unit: found.unit })
  })
  const hasUpTo = UP_TO.test(text)
  if (quantities.length === 0) return { score: 0, quantities, hasUpTo, verdict: 'fail' }
  const hasTime =
    TIME_PHRASE.test(text) || (quantities.length > 1 && quantities.some(({ unit }) => TIME_UNIT.test(unit)))
  return { score: hasTime || FROM_TO.test(text) ? 2 : 1, quantities, hasUpTo, verdict: hasUpTo ? 'warn' : 'pass' }
}

function readNumber(word: string, before: string) {
  const match = NUMBER.exec(word)
  if (!match || NOT_A_VALUE.test(word) || /^(?:industry|top|version|release)$/iu.test(before)) return undefined
  const [whole, sign = '', number = '', scale = ''] = match
  const rest = word.slice(whole.length)
  if (sign === '' && scale === '' && rest === '' && /^(?:19|20)\d\d$/.test(number)) return undefined
  return { sign, number: `${sign}${number}${scale}`, rest }
}

/** A unit that is written onto its number: `31%`, `3x`, `90-day`, `3-12`. */
function unitIn(rest: string, index: number): { unit: string; index: number } | undefined {
  const unit = rest.replace(/^[-–]/u, '')
  return UNITS.test(unit) ? { unit, index } : undefined
}

function unitAfter(
  words: readonly { readonly bare: string }[],
  at: number,
): { unit: string; index: number } | undefined {
  for (let index = at + 1; index <= at + 2; index++) {
    const unit = words[index]?.bare
    if (unit !== undefined && UNITS.test(unit)) return { unit, index }
  }
  return undefined
}
