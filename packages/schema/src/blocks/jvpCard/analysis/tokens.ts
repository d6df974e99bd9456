/** A piece of a text with its place, as UTF-16 offsets, so that a view can underline it. */
export interface TextRange {
  readonly text: string
  readonly start: number
  readonly end: number
}

const ranges = (text: string, pattern: RegExp): TextRange[] =>
  [...text.matchAll(pattern)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }))

/** Words as a reader counts them: split on white space, a hyphenated word is one, a number is one. */
export const wordsOf = (text: string): TextRange[] =>
  ranges(text, /\S+/gu).filter((token) => /[\p{L}\p{N}]/u.test(token.text))

/** The parts that words are made of: runs of letters, or of digits, so that `end-to-end` has three. */
export const partsOf = (text: string): TextRange[] => ranges(text, /\p{L}+(?:['’]\p{L}+)*|\p{N}+/gu)

/** Letters and digits in a text. */
export const lettersIn = (text: string): number => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0

/** Sentences in a text; one that ends without a mark counts. */
export const sentencesIn = (text: string): number =>
  text.split(/[.!?…]+(?=\s|$)/u).filter((part) => /[\p{L}\p{N}]/u.test(part)).length
