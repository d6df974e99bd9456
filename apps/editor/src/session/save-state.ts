import type { ErrorCode } from '@concord/schema'

/** The connection to the plan's room. */
export type Link =
  | { readonly state: 'connecting' }
  | { readonly state: 'open'; readonly synced: boolean }
  /** `attempts` counts connections that failed since the last one that worked. */
  | { readonly state: 'waiting'; readonly attempts: number; readonly restarting: boolean }
  | { readonly state: 'stopped' }

/** Why work cannot be saved and what helps. */
export type CannotSave =
  /** No connection, and this browser keeps nothing either. */
  | 'notKept'
  /** The server has no room left to write. */
  | 'serverStore'

/** The five honest states of the save chip. Nothing but an acknowledgement of the server makes it Saved. */
export type SaveState =
  /** `at` in milliseconds since 1970. */
  | { readonly kind: 'saved'; readonly at: number }
  | { readonly kind: 'saving' }
  | { readonly kind: 'offline'; readonly kept: number }
  | { readonly kind: 'reconnecting'; readonly kept: number; readonly restarting: boolean }
  | { readonly kind: 'cannotSave'; readonly reason: CannotSave; readonly changes: number }

export interface SaveFacts {
  readonly link: Link
  readonly isOnline: boolean
  /** Unsaved changes as a person counts them. */
  readonly pending: number
  /** Whether this browser keeps the plan on the device. */
  readonly keeps: boolean
  /** Why the server does not take anything at the moment. */
  readonly refusal: ErrorCode | null
  /** When the server last confirmed that nothing of mine is missing, milliseconds since 1970. */
  readonly confirmedAt: number
}

/** Of two links the one that keeps what is written waiting longer. */
const worse = (a: Link, b: Link): Link => (rank(a) >= rank(b) ? a : b)

function rank(link: Link): number {
  if (link.state === 'open') return link.synced ? 0 : 1
  return link.state === 'connecting' ? 2 : link.state === 'waiting' ? 3 + link.attempts / (link.attempts + 1) : 5
}

/** The facts of a plan's room and of another one beside it, of which only unsent work counts. */
export function together(plan: SaveFacts, beside: SaveFacts | null): SaveFacts {
  if (!beside || beside.pending === 0) return plan
  return {
    link: worse(plan.link, beside.link),
    isOnline: plan.isOnline,
    pending: plan.pending + beside.pending,
    keeps: plan.keeps && beside.keeps,
    refusal: plan.refusal ?? beside.refusal,
    confirmedAt: Math.max(plan.confirmedAt, beside.confirmedAt),
  }
}

/** Failed attempts after which waiting is called being offline. */
const OFFLINE_AFTER = 4

/** What the chip says; severity follows whether I have unsent work, not the socket. */
export function saveStateOf({ link, isOnline, pending, keeps, refusal, confirmedAt }: SaveFacts): SaveState {
  if (refusal !== null) return { kind: 'cannotSave', reason: 'serverStore', changes: pending }
  if (link.state === 'open') {
    if (pending > 0) return { kind: 'saving' }
    if (link.synced) return { kind: 'saved', at: confirmedAt }
  }
  const isAway = !isOnline || link.state === 'stopped' || (link.state === 'waiting' && link.attempts >= OFFLINE_AFTER)
  if (pending > 0 && !keeps && (isAway || link.state === 'waiting'))
    return { kind: 'cannotSave', reason: 'notKept', changes: pending }
  if (isAway) return { kind: 'offline', kept: pending }
  return { kind: 'reconnecting', kept: pending, restarting: link.state === 'waiting' && link.restarting }
}

/** True when the chip would say the same. */
export const isSameSaveState = (a: SaveState, b: SaveState): boolean => JSON.stringify(a) === JSON.stringify(b)
