import { stopWords } from './content-words.ts'
import { partsOf, type TextRange } from './tokens.ts'
import { type ListedWord, listedWords, plainPhrases, type WordGroup } from './word-list.ts'

/** A listed word found in a text, where it stands, and what to say instead. */
export interface WordHit extends TextRange {
  readonly group: WordGroup
  readonly term: string
  readonly plain: string
}

/** The most parts a listed term has: "single source of truth", "a wide range of" have four; one to spare. */
const LONGEST = 5

const spelled = (word: string) => word.toLowerCase().replace(/iz(e|es|ed|er|ers|ing|ation|ations)$/, 'is$1')
const lowerParts = (text: string) => partsOf(text).map((part) => spelled(part.text))

/** Terms without hyphens and spaces, in one spelling: `end-to-end`, `end to end` and `endtoend` are the same. */
const byJoined = new Map(listedWords.map((entry) => [lowerParts(entry.term).join(''), entry]))
byJoined.set('unrivaled', byJoined.get('unrivalled')!)

/** First words of the terms that have several: only they are looked up inflected, as in "moves the needle". */
const firstWords = new Set(
  listedWords
    .map(({ term }) => lowerParts(term))
    .flatMap(([first, ...rest]) => (first && rest.length > 0 ? [first] : [])),
)

/** Endings of a text's word and what stands there in the list's form. */
const ENDINGS: readonly (readonly [ending: string, base: string])[] = [
  ['s', ''],
  ['es', ''],
  ['d', ''],
  ['ed', ''],
  ['ing', ''],
  ['ing', 'e'],
  ['r', ''],
  ['er', ''],
  ['ers', ''],
  ['rs', ''],
  ['est', ''],
  ['ly', ''],
  ['ally', ''],
  ['ably', 'able'],
  ['ibly', 'ible'],
  ['ability', 'able'],
  ['ibility', 'ible'],
  ['ation', 'e'],
  ['ations', 'e'],
  ['ment', ''],
  ['ness', ''],
]

/** The word and what it may be an inflection of; never the other way round, so "lead" is not "leading". */
function basesOf(word: string): string[] {
  const bases = ENDINGS.flatMap(([ending, base]) =>
    word.length - ending.length >= 3 && word.endsWith(ending) ? [word.slice(0, -ending.length) + base] : [],
  )
  return [word, ...bases]
}

/**
 * Listed words in a text, longest first where several fit, in order. `allowedTerms` are trade words the buyer
 * really uses: whatever stands inside one of them is left alone.
 */
export function wordHits(text: string, allowedTerms: readonly string[] = []): WordHit[] {
  const parts = partsOf(text).map((part) => ({ ...part, word: spelled(part.text) }))
  const isAllowed = coveredBy(parts, [...plainPhrases, ...allowedTerms])
  const hits: WordHit[] = []
  for (let at = 0; at < parts.length; ) {
    const found = longestAt(text, parts, at)
    const hit = found && hitOf(text, parts, at, found)
    if (hit && !isAllowed(hit) && counts(hit, found.entry, text, parts, at, hits)) hits.push(hit)
    at += hit ? found.length : 1
  }
  return hits
}

type Part = TextRange & { readonly word: string }
type Found = { readonly entry: ListedWord; readonly length: number }

function longestAt(text: string, parts: readonly Part[], at: number): Found | undefined {
  const limit = Math.min(LONGEST, gapFreeLength(text, parts, at))
  for (let length = limit; length > 0; length--) {
    const words = parts.slice(at, at + length).map(({ word }) => word)
    const entry = entryFor(words)
    if (entry) return { entry, length }
  }
  return undefined
}

function entryFor(words: readonly string[]): ListedWord | undefined {
  const last = words[words.length - 1] ?? ''
  const [first = '', ...middle] = words.slice(0, -1)
  if (words.length === 1) return pick(basesOf(last))
  const firsts = basesOf(first).filter((base) => base === first || firstWords.has(base))
  for (const start of firsts) {
    const head = start + middle.join('')
    const entry = pick(basesOf(last).map((base) => head + base))
    if (entry) return entry
  }
  return undefined
}

function pick(candidates: readonly string[]): ListedWord | undefined {
  for (const candidate of candidates) {
    const entry = byJoined.get(candidate)
    if (entry) return entry
  }
  return undefined
}

/** How many parts follow one another with nothing but spaces and hyphens between them. */
function gapFreeLength(text: string, parts: readonly Part[], at: number): number {
  let length = 1
  for (let next = at + 1; next < parts.length && length < LONGEST; next++, length++)
    if (!/^[\s\-‐‑–]*$/u.test(text.slice(parts[next - 1]!.end, parts[next]!.start))) break
  return length
}

function hitOf(text: string, parts: readonly Part[], at: number, { entry, length }: Found): WordHit {
  const start = parts[at]!.start
  const end = parts[at + length - 1]!.end
  return { text: text.slice(start, end), start, end, group: entry.group, term: entry.term, plain: entry.plain }
}

/** The exceptions that single words carry. */
function counts(
  hit: WordHit,
  entry: ListedWord,
  text: string,
  parts: readonly Part[],
  at: number,
  before: readonly WordHit[],
): boolean {
  if (entry.onlyHyphenated) return !/\s/.test(hit.text)
  const previous = parts[at - 1]
  const follows = previous !== undefined && /^[\s-]*$/.test(text.slice(previous.end, hit.start))
  // A capital within a sentence marks a name.
  if (entry.mayBeName) return !(follows && /^\p{Lu}/u.test(hit.text))
  if (!entry.onlyAlone || !follows) return true
  return stopWords.has(previous.word) || before.some((other) => other.end === previous.end)
}

/** Whether a range lies inside one of the phrases, as they are found in the same parts. */
function coveredBy(parts: readonly Part[], phrases: readonly string[]): (range: TextRange) => boolean {
  const covered: TextRange[] = []
  for (const phrase of phrases) {
    const wanted = lowerParts(phrase)
    if (wanted.length === 0) continue
    for (let at = 0; at + wanted.length <= parts.length; at++) {
      const isHere = wanted.every((word, index) => basesOf(parts[at + index]!.word).includes(word))
      if (isHere) covered.push({ text: phrase, start: parts[at]!.start, end: parts[at + wanted.length - 1]!.end })
    }
  }
  return ({ start, end }) => covered.some((range) => range.start <= start && end <= range.end)
}
