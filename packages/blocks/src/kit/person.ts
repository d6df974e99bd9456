import type { Side } from '@concord/schema'

/** Somebody as presence shows them: stamped by the server, never chosen by the browser. */
export interface Person {
  /** Member id; the same person in two windows has one. */
  readonly member: string
  readonly name: string
  /** Null for a reader who belongs to neither company. */
  readonly side: Side | null
}

/** The presence state of one open editor, as it stands in the awareness map. */
export interface Presence {
  readonly user?: Partial<Person>
  readonly field?: { readonly key: string; readonly anchor?: unknown; readonly head?: unknown } | null
  readonly cursor?: unknown
}

/** Reads a presence state of unknown origin; null when nobody is named in it. */
export function personOf(presence: unknown): Person | null {
  const user = (presence as Presence | null)?.user
  if (!user || typeof user.name !== 'string') return null
  const side = user.side === 'vendor' || user.side === 'partner' ? user.side : null
  return { member: typeof user.member === 'string' ? user.member : user.name, name: user.name, side }
}
