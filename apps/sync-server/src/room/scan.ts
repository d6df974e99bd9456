import * as Y from 'yjs'
import type { Known } from './known.ts'

/** What an update holds beyond what is known. */
export interface News {
  /** The end of each client's clocks. */
  readonly ends: ReadonlyMap<number, number>
  readonly deletes: readonly { readonly client: number; readonly from: number; readonly to: number }[]
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

export interface ScanLimits {
  readonly structsPerMessage: number
  readonly clientsPerMessage: number
}

/**
 * Looks through an update without a Y.Doc: it must parse, name only the given roots, carry no sub-documents, and
 * rest on nothing unknown. Whatever passes can be appended and relayed as it is, and every reader can build on it.
 */
export function scan(bytes: Uint8Array, known: Known, roots: ReadonlySet<string>, limits: ScanLimits): Scan {
  let decoded: ReturnType<typeof Y.decodeUpdate>
  try {
    decoded = Y.decodeUpdate(bytes)
  } catch {
    return { outcome: 'refused', why: 'the update does not parse' }
  }
  const { structs, ds } = decoded
  if (structs.length > limits.structsPerMessage) return { outcome: 'refused', why: 'too many structs in one message' }

  const ends = new Map<number, number>()
  for (const struct of structs) {
    const { client, clock } = struct.id
    const reached = ends.get(client) ?? known.clock(client)
    if (struct instanceof Y.Skip || clock > reached) return { outcome: 'gap' }
    ends.set(client, Math.max(reached, clock + struct.length))
  }
  if (ends.size > limits.clientsPerMessage) return { outcome: 'refused', why: 'too many clients in one message' }

  const has = (id: Y.ID | null) => id === null || id.clock < (ends.get(id.client) ?? known.clock(id.client))
  for (const struct of structs) {
    if (!(struct instanceof Y.Item)) continue
    const parent = struct.parent as unknown
    if (typeof parent === 'string' && !roots.has(parent)) return { outcome: 'refused', why: 'unknown root' }
    if (struct.content instanceof Y.ContentDoc) return { outcome: 'refused', why: 'sub-document' }
    if (!has(struct.origin) || !has(struct.rightOrigin)) return { outcome: 'gap' }
    if (parent instanceof Y.ID && !has(parent)) return { outcome: 'gap' }
  }

  const deletes: { client: number; from: number; to: number }[] = []
  for (const [client, runs] of ds.clients)
    for (const { clock, len } of runs) {
      if (clock + len > (ends.get(client) ?? known.clock(client))) return { outcome: 'gap' }
      if (!known.deleted.has(client, clock, clock + len)) deletes.push({ client, from: clock, to: clock + len })
    }

  const newer = [...ends].filter(([client, end]) => end > known.clock(client))
  if (newer.length === 0 && deletes.length === 0) return { outcome: 'known' }
  return { outcome: 'news', news: { ends: new Map(newer), deletes } }
}

/** Notes that news has been taken. */
export function learn(known: Known, news: News): void {
  for (const [client, end] of news.ends) known.clocks.set(client, end)
  for (const { client, from, to } of news.deletes) known.deleted.add(client, from, to)
}
