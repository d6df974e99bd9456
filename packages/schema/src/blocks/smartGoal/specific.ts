import type { LetterCheck, Missing } from './letter.ts'
import type { SmartGoal } from './shape.ts'
import { letterWords } from './words.ts'

const VAGUE_WORDS = [
  'improve',
  'increase',
  'enhance',
  'grow',
  'drive',
  'support',
  'strengthen',
  'accelerate',
  'optimise',
  'optimize',
  'maximise',
  'maximize',
  'boost',
  'help',
  'better',
  'more',
  'explore',
  'develop',
]
/** The word itself and its endings: improves, improved, improving. */
const VAGUE = new RegExp(
  `^(${VAGUE_WORDS.map((word) => (word.endsWith('e') ? `${word.slice(0, -1)}(e|es|ed|ing)` : `${word}(s|ed|ing)?`)).join('|')})$`,
)

const UNITS = new Set(
  'percent pct points day days week weeks month months quarter quarters year years hour hours minute minutes dollar dollars euro euros'.split(
    ' ',
  ),
)
/** Words of a place or market that say nothing alone. */
const SMALL_WORDS = new Set('a an and the of in on for to at by or with'.split(' '))

export const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

/** The vague word that nothing in the title pins down: no number, no unit, no word of the scope; else undefined. */
export function vagueWordIn({ title, product, territory, segment }: SmartGoal): string | undefined {
  const words = wordsOf(title)
  const vague = words.find((word) => VAGUE.test(word))
  if (vague === undefined) return undefined
  const scope = new Set(wordsOf(`${product} ${territory} ${segment}`).filter((word) => !SMALL_WORDS.has(word)))
  const isPinned = /[\p{Nd}%$€£¥]/u.test(title) || words.some((word) => UNITS.has(word) || scope.has(word))
  return isPinned ? undefined : vague
}

/** How many of product, territory and segment are filled. */
export const scopeCount = ({ product, territory, segment }: SmartGoal): number =>
  [product, territory, segment].filter((part) => part.trim() !== '').length

/** S: says what, where and for whom, and who owns it. */
export function specific(goal: SmartGoal): LetterCheck {
  const missing: Missing[] = []
  if (wordsInTitle(goal.title) < 4) missing.push({ what: letterWords.longerTitle, field: 'title' })
  if (scopeCount(goal) < 2) missing.push({ what: letterWords.scope, field: firstEmptyScope(goal) })
  if (goal.ownerVendor === null || goal.ownerPartner === null)
    missing.push({ what: letterWords.owners, field: goal.ownerVendor === null ? 'ownerVendor' : 'ownerPartner' })
  const vague = vagueWordIn(goal)
  if (vague !== undefined) {
    const all = [{ what: letterWords.vagueWord(vague), field: 'title' }, ...missing]
    return { letter: 'S', state: 'fail', sentence: letterWords.sayWhat, missing: all }
  }
  if (missing.length === 0) return { letter: 'S', state: 'pass', sentence: letterWords.specific, missing }
  if (missing.length > 1) return { letter: 'S', state: 'fail', sentence: letterWords.sayWhat, missing }
  return { letter: 'S', state: 'warn', sentence: letterWords.almostSpecific(missing.map(({ what }) => what)), missing }
}

const wordsInTitle = (title: string) => title.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length

const firstEmptyScope = ({ product, territory }: SmartGoal) =>
  product.trim() === '' ? 'product' : territory.trim() === '' ? 'territory' : 'segment'
