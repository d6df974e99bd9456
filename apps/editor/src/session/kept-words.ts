import type { UnsavedWords } from './unsaved-words.ts'

/** Why the server will never take a change of mine. */
export type TakenBackBecause =
  /** It is larger than the server takes. */
  | 'tooLarge'
  /** I may not write in this plan any more. */
  | 'notAllowed'
  /** Something in it is not allowed in a plan. */
  | 'badFrame'

/** What I wrote and nobody got, kept on this device until I say that I have it. */
export interface KeptWords {
  readonly because: TakenBackBecause
  readonly words: readonly UnsavedWords[]
}
