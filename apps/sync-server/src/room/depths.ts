import { firstAfter } from './first-after.ts'
import { inOrder } from './in-order.ts'
import { type Id, readUpdate, type Struct } from './update-reader.ts'

const noLimits = { structsPerMessage: Number.POSITIVE_INFINITY, clientsPerMessage: Number.POSITIVE_INFINITY }

/** Clocks from here to the next run are this deep. */
interface Run {
  readonly from: number
  readonly depth: number
}

/** How deep each struct of a Y.Doc lies: 1 in a root, one more inside each type. Kept as runs of equal depth. */
export class Depths {
  readonly #runs = new Map<number, Run[]>()
  /** What is not found here is looked for there. */
  readonly #below: Depths | null

  constructor(below: Depths | null = null) {
    this.#below = below
  }

  /** Reads them from updates that together hold everything. */
  static of(updates: readonly Uint8Array[]): Depths {
    const depths = new Depths()
    const reached = new Map<number, number>()
    for (const update of updates) {
      const { structs } = readUpdate(update, noLimits)
      inOrder(
        structs,
        (client) => reached.get(client) ?? 0,
        (struct) => depths.add(struct),
      )
      for (const { client, clock, length } of structs)
        reached.set(client, Math.max(reached.get(client) ?? 0, clock + length))
    }
    return depths
  }

  /** Notes a struct whose neighbours and parent are noted; answers its depth. */
  add(struct: Struct): number {
    const { client, clock, origin, rightOrigin, parent } = struct
    const depth =
      typeof parent === 'string'
        ? 1
        : parent
          ? this.#of(parent) + 1
          : origin
            ? this.#of(origin)
            : rightOrigin
              ? this.#of(rightOrigin)
              : 0
    this.put(client, clock, depth)
    return depth
  }

  /** Takes over what another has noted. */
  addAll(other: Depths): void {
    for (const [client, runs] of other.#runs) for (const { from, depth } of runs) this.put(client, from, depth)
  }

  put(client: number, from: number, depth: number): void {
    const runs = this.#runs.get(client)
    if (!runs) this.#runs.set(client, [{ from, depth }])
    else {
      const last = runs.at(-1)!
      if (last.depth !== depth && from > last.from) runs.push({ from, depth })
    }
  }

  #of({ client, clock }: Id): number {
    const runs = this.#runs.get(client)
    if (runs && clock >= runs[0]!.from) return runs[firstAfter(runs, clock, beginOf) - 1]!.depth
    return this.#below ? this.#below.#of({ client, clock }) : 0
  }
}

const beginOf = ({ from }: Run): number => from
