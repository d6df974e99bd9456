import * as Y from 'yjs'

/** A run of deleted clocks of one client, end excluded. */
interface Run {
  from: number
  to: number
}

/** Deleted clocks by client, as runs in order that neither touch nor overlap. */
export class DeletedRuns {
  readonly #runs = new Map<number, Run[]>()

  has(client: number, from: number, to: number): boolean {
    const run = this.#runs.get(client)?.findLast((each) => each.from <= from)
    return run !== undefined && to <= run.to
  }

  add(client: number, from: number, to: number): void {
    const runs = this.#runs.get(client)
    if (!runs) {
      this.#runs.set(client, [{ from, to }])
      return
    }
    const before = runs.filter((each) => each.to < from)
    const after = runs.filter((each) => each.from > to)
    const touched = runs.slice(before.length, runs.length - after.length)
    const merged = { from: Math.min(from, touched[0]?.from ?? from), to: Math.max(to, touched.at(-1)?.to ?? to) }
    this.#runs.set(client, [...before, merged, ...after])
  }
}

/** What a Y.Doc holds, without holding it: how far each client's clock goes, and what is deleted. */
export class Known {
  readonly clocks: Map<number, number>
  readonly deleted = new DeletedRuns()

  /** `vector` is an encoded state vector, `deletes` an update without structs; both of one snapshot. */
  constructor(vector?: Uint8Array, deletes?: Uint8Array) {
    this.clocks = vector ? Y.decodeStateVector(vector) : new Map()
    if (deletes)
      for (const [client, runs] of Y.decodeUpdate(deletes).ds.clients)
        for (const { clock, len } of runs) this.deleted.add(client, clock, clock + len)
  }

  clock(client: number): number {
    return this.clocks.get(client) ?? 0
  }

  /** The encoded state vector. */
  vector(): Uint8Array {
    return Y.encodeStateVector(this.clocks)
  }
}
