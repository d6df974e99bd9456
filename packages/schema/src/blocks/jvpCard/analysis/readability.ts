import { syllable } from 'syllable'
import { type Derived, known, unknown } from '../../../block/derived.ts'
import { sentencesIn, wordsOf } from './tokens.ts'

/** What the readability formulas count. */
export interface TextCounts {
  readonly sentences: number
  readonly words: number
  readonly syllables: number
}

/** Advice on how hard a text is to read. */
export interface Readability {
  /** Flesch reading ease: higher is easier, beyond 0..100 for very short texts. */
  readonly ease: number
  /** Flesch-Kincaid school grade. */
  readonly grade: number
  readonly band: 'good' | 'fair' | 'poor'
  /** Under 100 words the figures jump with every word. */
  readonly isUnstable: boolean
}

const STABLE_FROM_WORDS = 100

/** Counts of an English text; a number counts as one syllable. */
export function countsOf(text: string): TextCounts {
  const words = wordsOf(text)
  const syllables = words.reduce((sum, word) => sum + (/\p{L}/u.test(word.text) ? syllablesOf(word.text) : 1), 0)
  return { sentences: sentencesIn(text), words: words.length, syllables }
}

/** The headline is analysed on every key press, and only its newest word is new. */
const counted = new Map<string, number>()
const REMEMBERED = 2000

function syllablesOf(word: string): number {
  const known = counted.get(word)
  if (known !== undefined) return known
  if (counted.size >= REMEMBERED) counted.clear()
  const count = Math.max(1, syllable(word))
  counted.set(word, count)
  return count
}

/** Readability by the Flesch formulas; ZERO_DENOMINATOR without a word or sentence. */
export function readabilityOf({ sentences, words, syllables }: TextCounts): Derived<Readability> {
  if (words === 0 || sentences === 0) return unknown('ZERO_DENOMINATOR')
  const perSentence = words / sentences
  const perWord = syllables / words
  const ease = 206.835 - 1.015 * perSentence - 84.6 * perWord
  const grade = 0.39 * perSentence + 11.8 * perWord - 15.59
  const band = ease >= 50 ? 'good' : ease >= 30 ? 'fair' : 'poor'
  return known({ ease, grade, band, isUnstable: words < STABLE_FROM_WORDS })
}
