import { type Derived, isKnown } from '../../../block/derived.ts'
import { jvpWords } from '../words.ts'
import { type QuantifiedValue, quantifiedValue } from './quantified-value.ts'
import { countsOf, type Readability, readabilityOf } from './readability.ts'
import { type ReadingTime, readingTime } from './reading-time.ts'
import { acronymsIn, type Difference, differenceOf, type Relevancy, relevancyOf } from './signals.ts'
import type { TextRange } from './tokens.ts'
import type { Verdict } from './verdict.ts'
import { type WordHit, wordHits } from './word-hits.ts'

/** What an analysis of the headline needs to know of its card. */
export interface JvpText {
  readonly headline: string
  readonly idealCustomer: string
  readonly problem: string
  readonly result: string
  readonly differentiator: string
  readonly allowedTerms: readonly string[]
  /** At least one proof has a claim and a source. */
  readonly hasProof: boolean
}

export type CheckName = 'reading' | 'buyer' | 'value' | 'difference' | 'proof' | 'words' | 'acronyms'

/** One mark of the card: its words, its verdict, and what to do unless it passes. */
export interface JvpCheck {
  readonly name: CheckName
  readonly label: string
  readonly verdict: Verdict
  readonly message: string | null
}

/** A place in the headline to underline. */
export interface HeadlineFlag extends TextRange {
  readonly kind: 'hype' | 'jargon' | 'filler' | 'acronym' | 'quantity'
  /** What to say instead; null for a quantity, which is good. */
  readonly suggestion: string | null
}

/** Everything that is computed from the text of the card; offsets count UTF-16 units of the headline. */
export interface HeadlineAnalysis {
  readonly reading: Derived<ReadingTime>
  readonly readability: Derived<Readability>
  readonly quantified: QuantifiedValue
  readonly relevancy: Relevancy
  readonly difference: Difference
  readonly listed: readonly WordHit[]
  readonly acronyms: readonly TextRange[]
  /** Empty while there is no headline. */
  readonly checks: readonly JvpCheck[]
  readonly flags: readonly HeadlineFlag[]
}

const FLAG_KINDS = { H: 'hype', J: 'jargon', F: 'filler' } as const

/** Analyses the headline of a value proposition; cheap enough for every key press. */
export function analyseHeadline(text: JvpText): HeadlineAnalysis {
  const { headline, allowedTerms } = text
  const reading = readingTime(headline)
  const found = {
    reading,
    readability: readabilityOf(countsOf(headline)),
    quantified: quantifiedValue(headline),
    relevancy: relevancyOf(headline, text.idealCustomer, text.problem, text.result),
    difference: differenceOf(headline, text.differentiator, text.hasProof),
    listed: wordHits(headline, allowedTerms),
    acronyms: acronymsIn(headline, allowedTerms),
  }
  const checks = isKnown(reading) ? checksOf({ ...found, reading: reading.value }, text.hasProof) : []
  return { ...found, checks, flags: flagsOf(found) }
}

type Found = Omit<HeadlineAnalysis, 'checks' | 'flags' | 'reading'> & { readonly reading: ReadingTime }

function checksOf(found: Found, hasProof: boolean): JvpCheck[] {
  const { reading, relevancy, quantified, difference, listed, acronyms } = found
  const check = (name: CheckName, verdict: Verdict, message: string | null): JvpCheck => ({
    name,
    label: jvpWords.checks[name],
    verdict,
    message: verdict === 'pass' ? null : message,
  })
  return [
    check('reading', reading.verdict, jvpWords.tooLong(reading.seconds)),
    check('buyer', relevancy.verdict, buyerMessage(relevancy)),
    check('value', quantified.verdict, quantified.score === 0 ? jvpWords.noNumber : jvpWords.upTo),
    check('difference', difference.verdict, differenceMessage(difference)),
    proofCheck(quantified, hasProof, check),
    check('words', wordVerdict(listed), jvpWords.listed(listed)),
    check('acronyms', acronyms.length > 0 ? 'warn' : 'pass', jvpWords.acronyms(acronyms.map((range) => range.text))),
  ]
}

function proofCheck(
  { quantities }: QuantifiedValue,
  hasProof: boolean,
  check: (name: CheckName, verdict: Verdict, message: string | null) => JvpCheck,
): JvpCheck {
  const [first] = quantities
  if (hasProof) return check('proof', 'pass', null)
  return first
    ? check('proof', 'fail', jvpWords.whereFrom(spaced(first.text, first.number)))
    : check('proof', 'warn', jvpWords.nothingProved)
}

/** A quantity as it is written in a sentence: "31 %", also when the headline says "31%". */
const spaced = (quantity: string, number: string) =>
  quantity.startsWith(`${number}%`) ? `${number} ${quantity.slice(number.length)}` : quantity

function buyerMessage({ namesBuyer, namesNeed }: Relevancy): string {
  if (namesBuyer) return jvpWords.namesNoNeed
  return namesNeed ? jvpWords.namesNoBuyer : jvpWords.namesNothing
}

function differenceMessage({ signals, isStated, unproved }: Difference): string {
  if (signals.length === 0 && !isStated) return jvpWords.noDifference
  if (signals.length === 0) return jvpWords.noContrast
  return isStated ? unproved.map(jvpWords.prove).join(' ') : jvpWords.noDifferentiator
}

/** Any hype word or two of jargon fail; one of jargon or two fillers ask for a second look. */
export function wordVerdict(hits: readonly WordHit[]): Verdict {
  const count = (group: WordHit['group']) => hits.filter((hit) => hit.group === group).length
  if (count('H') > 0 || count('J') > 1) return 'fail'
  return count('J') > 0 || count('F') > 1 ? 'warn' : 'pass'
}

function flagsOf({ listed, acronyms, quantified }: Pick<Found, 'listed' | 'acronyms' | 'quantified'>): HeadlineFlag[] {
  const place = ({ text, start, end }: TextRange) => ({ text, start, end })
  return [
    ...listed.map((hit) => ({ ...place(hit), kind: FLAG_KINDS[hit.group], suggestion: hit.plain })),
    ...acronyms.map((range) => ({
      ...place(range),
      kind: 'acronym' as const,
      suggestion: jvpWords.acronyms([range.text]),
    })),
    ...quantified.quantities.map((range) => ({ ...place(range), kind: 'quantity' as const, suggestion: null })),
  ].sort((a, b) => a.start - b.start || a.end - b.end)
}
