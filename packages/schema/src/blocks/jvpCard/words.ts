import { formatNumber, formatPercent } from '../../plan/number.ts'

/** Sentences and labels of the value proposition. */
export const jvpWords = {
  checks: {
    reading: 'Read in five seconds',
    buyer: 'Names the buyer',
    value: 'Number, unit, time',
    difference: 'Says what is different',
    proof: 'Proof given',
    words: 'No hype words',
    acronyms: 'No unknown abbreviations',
  },
  states: { draft: 'Draft', clean: 'Clean', agreed: 'Agreed', tested: 'Tested' },
  groups: { H: 'Hype', J: 'Jargon', F: 'Filler' },
  ease: { good: 'Easy to read', fair: 'Harder to read', poor: 'Hard to read' },
  seconds: (seconds: number) => `${formatNumber(seconds, 2, undefined, true)} s`,
  size: (words: number, letters: number) => `${formatNumber(words)} words, ${formatNumber(letters)} letters`,
  slow: (seconds: number) => `${formatNumber(seconds, 2, undefined, true)} s for a slower reader`,
  tooLong: (seconds: number) => `It takes ${formatNumber(seconds, 2, undefined, true)} s to read; a buyer gives it 5.`,
  namesNoBuyer: 'Say who it is for, or say "you".',
  namesNoNeed: 'Name the problem or the result.',
  namesNothing: 'Say who it is for and what gets better.',
  noNumber: 'Add a number the buyer can check.',
  upTo: 'State the typical value.',
  whereFrom: (quantity: string) => `Where does ${quantity} come from?`,
  nothingProved: 'Add a proof the buyer can look up.',
  noContrast: 'Say what sets you apart: without, instead of, the only one.',
  noDifferentiator: 'Fill in what is different.',
  noDifference: 'Say what is different about the two of you together.',
  prove: (claim: string) => `Prove '${claim}'.`,
  listed: (hits: readonly { text: string; plain: string }[]) =>
    hits.map(({ text, plain }) => `"${text}": ${plain}.`).join(' '),
  acronyms: (found: readonly string[]) =>
    `Spell out ${[...new Set(found)].join(', ')}, or add it to the buyer's own words.`,
  facts: {
    for: 'For',
    problem: 'Problem',
    result: 'Result',
    difference: 'What is different',
    versus: 'Instead of',
    reading: 'Reading time',
    recall: 'Recalled after five seconds',
  },
  proof: { caption: 'Proof', columns: ['Claim', 'Source', 'Date'] },
  recall: (hits: number, tests: number, rate: number) => `${hits} of ${tests} people (${formatPercent(rate * 100)})`,
} as const

/** Its section in a new plan. */
export const jvpCardStartWords = {
  heading: 'What we promise',
  prompt: 'One sentence that both sales teams use word for word, with the number we can prove.',
} as const
