import { Depths } from './depths.ts'
import { inOrder } from './in-order.ts'
import type { Known } from './known.ts'
import { type DeletedRun, type ReadLimits, readUpdate, Unreadable } from './update-reader.ts'

/** What an update holds beyond what is known. */
export interface News {
  /** The end of each client's clocks. */
  readonly ends: ReadonlyMap<number, number>
  readonly deletes: readonly DeletedRun[]
  /** How deep its structs lie; null when it makes no types and nobody needs to know. */
  readonly depths: Depths | null
}

export type Scan =
  /** Fits onto what is known and adds to it. */
  | { readonly outcome: 'news'; readonly news: News }
  /** Everything in it is known. */
  | { readonly outcome: 'known' }
  /** It builds on something that has not arrived: asking for the rest by state vector brings both. */
  | { readonly outcome: 'gap' }
  /** No honest editor writes this. */
  | { readonly outcome: 'refused'; readonly why: string }

export interface ScanLimits extends ReadLimits {
  readonly nesting: number
}

/** An update that says nothing: what an editor answers when the server lacks nothing. */
export const isEmptyUpdate = (bytes: Uint8Array) => bytes.length === 2 && bytes[0] === 0 && bytes[1] === 0

/**
 * Looks through an update without a Y.Doc: it must be readable, name only the given roots, carry no sub-documents, not
 * nest types too deeply, and rest on nothing unknown. Whatever passes can be appended and relayed as it is, and every
 * reader can build on it.
 */
export function scan(bytes: Uint8Array, known: Known, roots: ReadonlySet<string>, limits: ScanLimits): Scan {
  let read: ReturnType<typeof readUpdate>
  try {
    read = readUpdate(bytes, limits)
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    return { outcome: 'refused', why: error.message }
  }
  const { structs } = read

  const ends = new Map<number, number>()
  const endOf = (client: number) => ends.get(client) ?? known.clock(client)
  let makesTypes = false
  for (const struct of structs) {
    const { client, clock, length, parent } = struct
    if (struct.isSkip || clock > endOf(client)) return { outcome: 'gap' }
    if (struct.isSubDocument) return { outcome: 'refused', why: 'sub-document' }
    if (typeof parent === 'string' && !roots.has(parent)) return { outcome: 'refused', why: 'unknown root' }
    makesTypes ||= struct.isType
    ends.set(client, Math.max(endOf(client), clock + length))
  }

  // Who opens a room takes what was measured when it came in: nobody waits until all of it is read for its depths.
  const needsDepths = limits.nesting < Number.POSITIVE_INFINITY && (makesTypes || known.hasDepths)
  const depths = needsDepths ? new Depths(known.depths) : null
  let deepest = 0
  const left = inOrder(
    structs,
    (client) => known.clock(client),
    (struct) => {
      if (depths && struct.clock + struct.length > known.clock(struct.client))
        deepest = Math.max(deepest, depths.add(struct))
    },
  )
  if (deepest > limits.nesting) return { outcome: 'refused', why: 'types are nested too deeply' }
  if (left.length > 0) {
    const isLacking = left.some(({ origin, rightOrigin, parent }) =>
      [origin, rightOrigin, parent].some((id) => id && typeof id !== 'string' && id.clock >= endOf(id.client)),
    )
    return isLacking ? { outcome: 'gap' } : { outcome: 'refused', why: 'structs build on each other' }
  }

  const deletes: DeletedRun[] = []
  for (const run of read.deletes) {
    if (run.to > endOf(run.client)) return { outcome: 'gap' }
    if (run.from < run.to && !known.deleted.has(run.client, run.from, run.to)) deletes.push(run)
    if (deletes.length > limits.structsPerMessage)
      return { outcome: 'refused', why: 'too many deletions in one message' }
  }

  const newer = [...ends].filter(([client, end]) => end > known.clock(client))
  if (newer.length === 0 && deletes.length === 0) return { outcome: 'known' }
  return { outcome: 'news', news: { ends: new Map(newer), deletes, depths } }
}

/** Notes that news has been taken. */
export function learn(known: Known, news: News): void {
  for (const [client, end] of news.ends) known.clocks.set(client, end)
  for (const { client, from, to } of news.deletes) known.deleted.add(client, from, to)
  if (news.depths && known.hasDepths) known.depths.addAll(news.depths)
}
