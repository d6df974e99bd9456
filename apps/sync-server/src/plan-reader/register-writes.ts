import type { Scalar, Side } from '@concord/schema'
import * as Y from 'yjs'

/** The name Yjs gives one write of a register. */
export interface WriteId {
  readonly client: number
  readonly clock: number
}

export const nameOf = ({ client, clock }: WriteId): string => `${client}:${clock}`

/** The writes of one register that a Y.Doc still knows of, in the order in which each overrules the ones before. */
export interface WriteChain {
  readonly ids: readonly WriteId[]
  /** False when there are older ones than these. */
  readonly isWhole: boolean
}

/** Who brought an Update, and when. `at` in milliseconds since 1970; null is the server itself. */
export interface Brought {
  readonly seq: number
  readonly at: number
  readonly member: string | null
  readonly side: Side | null
}

/** One write of a register, or its clearing, as an Update brought it. */
export interface RegisterWrite extends Brought {
  readonly id: WriteId
  readonly act: 'set' | 'clear'
  /** Absent for a clearing, and when the value was gone before the server got it: overwritten while offline. */
  readonly value?: Scalar
}

/**
 * The newest writes of a map's key. Yjs keeps overwritten items in place and drops only their values, so their order
 * tells which write stands and which it overruled, whatever the order of arrival was.
 */
export function chainOf(map: Y.Map<unknown>, key: string, most: number): WriteChain {
  const ids: WriteId[] = []
  let item = map._map.get(key) ?? null
  for (; item !== null && ids.length < most; item = item.left)
    for (let clock = item.id.clock + item.length - 1; clock >= item.id.clock && ids.length < most; clock -= 1)
      ids.unshift({ client: item.id.client, clock })
  return { ids, isWhole: item === null }
}

/** What an Update did to the writes of one register. */
export function writesIn(update: Brought & { readonly bytes: Uint8Array }, ids: readonly WriteId[]): RegisterWrite[] {
  const { bytes, seq, at, member, side } = update
  const brought = { seq, at, member, side }
  const { structs, ds } = Y.decodeUpdate(bytes)
  const found: RegisterWrite[] = []
  const wanted = Map.groupBy(ids, ({ client }) => client)
  for (const struct of structs) {
    if (struct instanceof Y.Skip) continue
    for (const id of wanted.get(struct.id.client) ?? []) {
      const offset = id.clock - struct.id.clock
      if (offset < 0 || offset >= struct.length) continue
      const value = struct instanceof Y.Item ? valueIn(struct.content, offset) : undefined
      found.push({ ...brought, id, act: 'set', ...(value !== undefined && { value }) })
    }
  }
  for (const [client, runs] of ds.clients)
    for (const id of wanted.get(client) ?? [])
      if (runs.some(({ clock, len }) => clock <= id.clock && id.clock < clock + len))
        found.push({ ...brought, id, act: 'clear' })
  return found
}

/** The scalar at a place of an item's content; undefined when its value is gone or is no scalar. */
export function valueIn(content: Y.Item['content'], offset: number): Scalar | undefined {
  const value: unknown = content instanceof Y.ContentAny ? content.arr[offset] : undefined
  return typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number' ? value : undefined
}
