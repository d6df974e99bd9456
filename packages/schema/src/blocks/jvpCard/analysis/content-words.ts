import { partsOf } from './tokens.ts'

/** Words that carry no meaning of their own. */
export const stopWords: ReadonlySet<string> = new Set(
  `a about after all also an and any are as at be been before but by can could did do does down each every for from
  get had has have having her here his how if in into is it its just less like may more most much must my new no not
  of off on one only or other our out over own per same she should so some such than that the their them then there
  these they this those through to too under until up upon us very was we were what when where which while who why
  will with within without would you your`.split(/\s+/),
)

/** A word without its plainest endings, so that "stops", "stopped" and "stopping" meet; for comparing only. */
export function stemOf(word: string): string {
  const lower = word.toLowerCase()
  if (lower.length <= 3) return lower
  if (lower.endsWith('ies')) return `${lower.slice(0, -3)}y`
  const bare = lower.replace(/(?:ing|ed|es|s|e)$/, '')
  if (bare.length < 3) return lower
  return /([bdgklmnprt])\1$/.test(bare) ? bare.slice(0, -1) : bare
}

/** Stems of the words that carry meaning, numbers included. */
export function contentWords(text: string): ReadonlySet<string> {
  const words = partsOf(text).map((part) => part.text.toLowerCase())
  return new Set(words.filter((word) => !stopWords.has(word) && (word.length > 2 || /\d/.test(word))).map(stemOf))
}

/** The content words that two texts share. */
export const sharedWords = (a: string, b: string): string[] => {
  const other = contentWords(b)
  return [...contentWords(a)].filter((word) => other.has(word))
}
