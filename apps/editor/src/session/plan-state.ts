import type { PlanSession } from '@concord/blocks'
import { closeCodeOf, type ErrorCode, type PlanResponse } from '@concord/schema'
import type { KeptWords } from './kept-words.ts'
import type { SaveState } from './save-state.ts'
import type { UnsavedWords } from './unsaved-words.ts'

/** Why somebody reads without writing. */
export type ReadOnlyReason = 'role' | 'editorTooOld'
/** Why a plan is not shown. */
export type ClosedReason = 'signIn' | 'notFound' | 'removed' | 'deleted' | 'linkEnded' | 'unreachable'

/** Where a plan stands in this window. */
export type PlanState =
  | { readonly phase: 'opening' }
  | {
      readonly phase: 'open'
      readonly plan: PlanResponse
      readonly session: PlanSession
      readonly save: SaveState
      readonly readOnly: ReadOnlyReason | null
      /** What I wrote earlier and nobody got, until I say that I have it. */
      readonly kept: KeptWords | null
    }
  /** The server will never take what I wrote: this connection is over, a new one reads the plan as it is there. */
  | { readonly phase: 'takenBack'; readonly kept: KeptWords }
  /** `ask` names whom to ask for access, `unsaved` counts changes that are only on this device, `words` says them. */
  | {
      readonly phase: 'closed'
      readonly reason: ClosedReason
      readonly unsaved: number
      readonly words: readonly UnsavedWords[]
      readonly ask: readonly string[]
      /** Until when a deleted plan can be brought back, milliseconds since 1970. */
      readonly undoUntil: number | null
    }

/** Why a plan that the server refused is not shown; `wasOpen` when it was a moment ago. */
export function closedReason(code: ErrorCode | number, wasOpen: boolean): ClosedReason {
  if (code === 'signInNeeded' || code === closeCodeOf('signInNeeded')) return 'signIn'
  if (code === closeCodeOf('badFrame')) return 'unreachable'
  return wasOpen ? 'removed' : 'notFound'
}
