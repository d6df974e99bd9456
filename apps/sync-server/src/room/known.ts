import * as Y from 'yjs'
import { Depths } from './depths.ts'

/** A run of deleted clocks of one client, end excluded. */
interface Run {
  from: number
  to: number
}

/** Deleted clocks by client, as runs in order that neither touch nor overlap. */
export class DeletedRuns {
  readonly #runs = new Map<number, Run[]>()
  /** How many runs there are. */
  count = 0

  has(client: number, from: number, to: number): boolean {
    const runs = this.#runs.get(client)
    const run = runs?.[firstAfter(runs, from) - 1]
    return run !== undefined && to <= run.to
  }

  add(client: number, from: number, to: number): void {
    const runs = this.#runs.get(client)
    if (!runs) {
      this.#runs.set(client, [{ from, to }])
      this.count += 1
      return
    }
    // Everything that touches the new run becomes one with it.
    let first = firstAfter(runs, from)
    while (first > 0 && runs[first - 1]!.to >= from) first -= 1
    let last = first
    while (last < runs.length && runs[last]!.from <= to) last += 1
    const merged = {
      from: Math.min(from, runs[first]?.from ?? from),
      to: Math.max(to, last > first ? runs[last - 1]!.to : to),
    }
    runs.splice(first, last - first, merged)
    this.count += 1 - (last - first)
  }
}

/** The place of the first run that begins after a clock. */
function firstAfter(runs: readonly Run[], clock: number): number {
  let low = 0
  let high = runs.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (runs[middle]!.from <= clock) low = middle + 1
    else high = middle
  }
  return low
}

/** What a Y.Doc holds, without holding it: how far each client's clock goes, and what is deleted. */
export class Known {
  readonly clocks: Map<number, number>
  readonly deleted = new DeletedRuns()
  #depths: Depths | null = null
  readonly #everything: () => readonly Uint8Array[]

  /**
   * `everything` gives all there is as updates: depths are read from it when somebody first makes a type. `vector` is
   * an encoded state vector, `deletes` an update without structs; both of one snapshot.
   */
  constructor(everything: () => readonly Uint8Array[], vector?: Uint8Array, deletes?: Uint8Array) {
    this.#everything = everything
    this.clocks = vector ? Y.decodeStateVector(vector) : new Map()
    if (deletes)
      for (const [client, runs] of Y.decodeUpdate(deletes).ds.clients)
        for (const { clock, len } of runs) this.deleted.add(client, clock, clock + len)
  }

  clock(client: number): number {
    return this.clocks.get(client) ?? 0
  }

  get hasDepths(): boolean {
    return this.#depths !== null
  }
  /** How deep everything lies. Read once, when it is first needed: most sessions only type. */
  get depths(): Depths {
    this.#depths ??= Depths.of(this.#everything())
    return this.#depths
  }

  /** The encoded state vector. */
  vector(): Uint8Array {
    return Y.encodeStateVector(this.clocks)
  }
}
