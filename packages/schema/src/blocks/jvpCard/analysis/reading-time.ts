import { type Derived, known, unknown } from '../../../block/derived.ts'
import { lettersIn, wordsOf } from './tokens.ts'
import type { Verdict } from './verdict.ts'

/** Mean silent reading rate for English non-fiction, and its mean word length in letters. */
const WORDS_PER_MINUTE = 238
const ENGLISH_WORD_LENGTH = 4.6
/** Readers at the slow end. */
const SLOW = { words: 175, letters: 805 } as const

const PASS_SECONDS = 5
const WARN_SECONDS = 6.3

/** How long a sentence takes to read silently, in seconds, unrounded. */
export interface ReadingTime {
  readonly words: number
  readonly letters: number
  readonly seconds: number
  /** For slower readers; information only. */
  readonly slowSeconds: number
  readonly verdict: Verdict
}

const secondsFor = (words: number, letters: number, rate: { words: number; letters: number }) =>
  60 * Math.max(words / rate.words, letters / rate.letters)

/**
 * Reading time by words and by letters, whichever is longer, so that long words count. `meanWordLength` is that of
 * the language. NO_DATA for a text without a word.
 */
export function readingTime(text: string, meanWordLength = ENGLISH_WORD_LENGTH): Derived<ReadingTime> {
  const words = wordsOf(text).length
  const letters = lettersIn(text)
  if (words === 0) return unknown('NO_DATA')
  const seconds = secondsFor(words, letters, { words: WORDS_PER_MINUTE, letters: WORDS_PER_MINUTE * meanWordLength })
  const slowSeconds = secondsFor(words, letters, SLOW)
  const verdict = seconds <= PASS_SECONDS ? 'pass' : seconds <= WARN_SECONDS ? 'warn' : 'fail'
  return known({ words, letters, seconds, slowSeconds, verdict })
}
