/** What can stand in place of a flagged word with one press; an empty string takes the word out. */
export type Plain = string

const ADVICE = /^(?:say|give|name|list|show|if|not|and|from|by|what|which|how)\b/
const OPEN_END = /\b(?:what|which|whom|whose|how|you)\b/

/**
 * The plain words in a suggestion of the word list, without its advice: "new, or say what has changed" offers "new",
 * "give the number of sites" offers nothing.
 */
export function plainWords(suggestion: string): readonly Plain[] {
  const parts = suggestion.split(/\s*[,;]\s*(?:or\s+)?/)
  // Advice first ("name the thing: product, service") makes everything behind it examples, not words to use.
  if (ADVICE.test(parts[0] ?? '')) return []
  return parts.flatMap((part) => {
    if (part === 'leave it out') return ['']
    return ADVICE.test(part) || OPEN_END.test(part) ? [] : [part]
  })
}

/**
 * The plain word in the form of the flagged one: "leverages" becomes "uses", "Empowering" becomes "Letting".
 * Forms that are not regular stay as they are; whoever pressed sees them and can mend them.
 */
export function inFormOf(flagged: string, plain: Plain): string {
  const [first = '', ...rest] = plain.split(' ')
  const ending = /(?<=[^s]s)$|ing$/i.exec(flagged)
  const formed =
    ending === null || !VERBS.has(first) ? first : ending[0] === '' ? thirdPerson(first) : participle(first)
  const text = [formed, ...rest].join(' ')
  return /^\p{Lu}/u.test(flagged) ? text.charAt(0).toUpperCase() + text.slice(1) : text
}

/** The verbs among the plain words; nouns and adjectives take no ending. */
const VERBS = new Set(
  'use let help get open release raise change reward put think make shorten improve speed rise please talk come work'.split(
    ' ',
  ),
)

const thirdPerson = (verb: string) => (/(?:s|x|ch|sh)$/.test(verb) ? `${verb}es` : `${verb}s`)

function participle(verb: string): string {
  if (/^(?:let|get|put)$/.test(verb)) return `${verb}${verb.at(-1)}ing`
  return verb.endsWith('e') ? `${verb.slice(0, -1)}ing` : `${verb}ing`
}

/** The splice that puts a plain word in place of a flagged one; taking a word out takes one space with it. */
export function replacement(
  text: string,
  flag: { readonly text: string; readonly start: number; readonly end: number },
  plain: Plain,
): { readonly at: number; readonly remove: number; readonly insert: string } | null {
  // The headline may have changed since it was analysed: then the press does nothing rather than something else.
  if (text.slice(flag.start, flag.end) !== flag.text) return null
  if (plain !== '') return { at: flag.start, remove: flag.end - flag.start, insert: inFormOf(flag.text, plain) }
  const before = text[flag.start - 1] === ' ' ? 1 : 0
  const after = before === 0 && text[flag.end] === ' ' ? 1 : 0
  return { at: flag.start - before, remove: flag.end - flag.start + before + after, insert: '' }
}
