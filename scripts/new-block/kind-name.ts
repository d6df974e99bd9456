/** All spellings of a kind that the generated files need. */
export interface KindName {
  /** `riskLog`: the kind itself, its folder and its definition. */
  readonly kind: string
  /** `RiskLog`: types and components. */
  readonly pascal: string
  /** `Risk log`: what people read until somebody writes better words. */
  readonly label: string
}

const longest = 40
const camelCase = /^[a-z][a-zA-Z0-9]*$/

/** Words that cannot name a constant, so they cannot name a kind. */
const reserved = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends ' +
    'false finally for function if implements import in instanceof interface let new null package private protected ' +
    'public return static super switch this throw true try typeof undefined var void while with yield'
  ).split(' '),
)

/** Reads a kind as typed on the command line; the problem is a sentence for whoever typed it. */
export function readKindName(typed: string): KindName | { readonly problem: string } {
  const example = 'Write it like riskLog: letters and digits, beginning with a small letter.'
  if (typed === '') return { problem: `Name the new kind. ${example}` }
  if (!camelCase.test(typed)) return { problem: `'${typed}' cannot name a kind. ${example}` }
  if (typed.length < 3 || typed.length > longest)
    return { problem: `'${typed}' has ${typed.length} characters; a kind has 3 to ${longest}.` }
  if (reserved.has(typed)) return { problem: `'${typed}' is a word of the language. ${example}` }
  const words = typed.replace(/([A-Z]+)/g, ' $1').toLowerCase()
  return {
    kind: typed,
    pascal: typed.charAt(0).toUpperCase() + typed.slice(1),
    label: words.charAt(0).toUpperCase() + words.slice(1),
  }
}
