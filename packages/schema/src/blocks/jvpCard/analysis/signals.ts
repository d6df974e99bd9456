import { sharedWords } from './content-words.ts'
import { partsOf, type TextRange } from './tokens.ts'
import type { Verdict } from './verdict.ts'

/** Whether the buyer finds himself and his trouble in the headline. */
export interface Relevancy {
  readonly namesBuyer: boolean
  readonly namesNeed: boolean
  readonly verdict: Verdict
}

/** Whether the headline says what is different. */
export interface Difference {
  /** The words that signal a contrast. */
  readonly signals: readonly TextRange[]
  readonly isStated: boolean
  /** "only" or "first" without a proof. */
  readonly unproved: readonly string[]
  readonly verdict: Verdict
}

const verdictOf = (...isMet: readonly boolean[]): Verdict =>
  isMet.every(Boolean) ? 'pass' : isMet.some(Boolean) ? 'warn' : 'fail'

/** the headline names the ideal customer or speaks to "you", and shares a word with problem or result. */
export function relevancyOf(headline: string, idealCustomer: string, problem: string, result: string): Relevancy {
  const namesBuyer = /\b(?:you|your|yours)\b/i.test(headline) || sharedWords(headline, idealCustomer).length > 0
  const namesNeed = sharedWords(headline, `${problem} ${result}`).length > 0
  return { namesBuyer, namesNeed, verdict: verdictOf(namesBuyer, namesNeed) }
}

const CONTRAST =
  /\b(?:only|unlike|without|instead of|rather than|than|no other|first to|while others|no need to|no need for)\b/gi

/** D-1: a contrast is signalled and the differentiator is filled; "only" and "first" want a proof. */
export function differenceOf(headline: string, differentiator: string, hasProof: boolean): Difference {
  const signals = [...headline.matchAll(CONTRAST)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }))
  const claims = headline.match(/\b(?:only|first)\b(?! \d)/gi) ?? []
  const unproved = hasProof ? [] : [...new Set(claims.map((word) => word.toLowerCase()))]
  const isStated = differentiator.trim() !== ''
  const verdict = verdictOf(signals.length > 0, isStated)
  return { signals, isStated, unproved, verdict: verdict === 'pass' && unproved.length > 0 ? 'warn' : verdict }
}

/** J-1: abbreviations that are not among the buyer's own words. */
export function acronymsIn(text: string, allowedTerms: readonly string[]): TextRange[] {
  const allowed = new Set(allowedTerms.flatMap((term) => partsOf(term).map((part) => singular(part.text))))
  return [...text.matchAll(/\b[A-Z]{2,6}s?\b/g)]
    .filter((match) => !allowed.has(singular(match[0])))
    .map((match) => ({ text: match[0], start: match.index, end: match.index + match[0].length }))
}

const singular = (acronym: string) => acronym.replace(/s$/, '').toUpperCase()

/** A flash test is a hit when at least two content words of what the card promises were recalled. */
export function isRecallHit(
  recall: string,
  promise: { problem: string; result: string; differentiator: string },
): boolean {
  return sharedWords(recall, `${promise.problem} ${promise.result} ${promise.differentiator}`).length >= 2
}
