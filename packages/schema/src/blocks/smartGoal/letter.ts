import type { Reason } from '../../block/derived.ts'
import type { FieldPath } from '../../block/path.ts'
import type { Problem } from '../../block/problem.ts'

export type Letter = 'S' | 'M' | 'A' | 'R' | 'T'
export type LetterState = 'pass' | 'warn' | 'fail'

/** One thing a letter lacks, and where to add it. */
export interface Missing {
  readonly what: string
  readonly field?: FieldPath
}

/** One letter of the SMART check: how it stands, why, and what would mend it. */
export interface LetterCheck {
  readonly letter: Letter
  readonly state: LetterState
  readonly sentence: string
  readonly missing: readonly Missing[]
  /** Set when the letter warns because a figure it needs is unknown. */
  readonly reason?: Reason
}

/** 1 for a pass, a half for a warning, over five. */
export const smartScoreOf = (letters: readonly LetterCheck[]): number =>
  letters.reduce((sum, { state }) => sum + (state === 'pass' ? 1 : state === 'warn' ? 0.5 : 0), 0) / 5

/** What a letter that does not pass asks for, beside the field it is about: a fail stands in the way of signing. */
export function letterProblems(letters: readonly LetterCheck[]): Problem[] {
  return letters.flatMap(({ letter, state, sentence, missing }): Problem[] => {
    if (state === 'pass') return []
    const field = missing.find((one) => one.field !== undefined)?.field
    const severity = state === 'fail' ? 'error' : 'warning'
    return [{ code: `smart.${letter.toLowerCase()}`, severity, message: sentence, ...(field ? { field } : {}) }]
  })
}
