import { movesRoot } from '@concord/schema'
import type * as Y from 'yjs'

/** For each client that had written around an old text, how much of its writing was seen. */
export type Seen = Readonly<Record<string, number>>

/**
 * What one change of mine took away and wrote anew. It stands in a root of its own, since the texts of both may be
 * gone before the last one who wrote there hears of it.
 */
export interface MoveNote {
  /** The id of the outermost node that went. */
  readonly within: string
  readonly seen: Seen
  /** The texts that went and have a new one: old id to new id. */
  readonly moved: Readonly<Record<string, string>>
  /** The empty nodes that went, and the texts before and behind: what somebody began there becomes a line of its own. */
  readonly beside: Readonly<Record<string, readonly string[]>>
}

/** Where one old text, or one empty node, went. */
export interface Move {
  readonly from: string
  /** The first of them that is there counts. */
  readonly to: readonly string[]
  readonly isBeside: boolean
  readonly within: string
  readonly seen: Seen
}

/** Keeps notes of mine. The name holds the client, so that two people who rebuild one line keep both their notes. */
export function writeNotes(doc: Y.Doc, notes: readonly MoveNote[]): void {
  const root = movesRoot(doc)
  for (const { within, ...note } of notes) root.set(`${within}/${doc.clientID}`, note)
}

/** Every move of a plan. What somebody foreign wrote into the root is passed over. */
export const movesOf = (doc: Y.Doc): Move[] =>
  [...movesRoot(doc).entries()].flatMap(([name, value]) => readNote(name.split('/')[0] ?? '', value))

function readNote(within: string, value: unknown): Move[] {
  const { seen, moved, beside } = recordOf(value)
  const shared = { within, seen: recordOf(seen) as Seen }
  return [
    ...Object.entries(recordOf(moved)).map(([from, to]) => ({ ...shared, from, to: idsIn([to]), isBeside: false })),
    ...Object.entries(recordOf(beside)).map(([from, to]) => ({ ...shared, from, to: idsIn(to), isBeside: true })),
  ]
}

const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

const idsIn = (value: unknown) =>
  Array.isArray(value) ? value.filter((id): id is string => typeof id === 'string' && /^\d+-\d+$/.test(id)) : []
