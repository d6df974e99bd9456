import * as Y from 'yjs'
import { DeletedRuns } from './deleted-runs.ts'
import { Depths } from './depths.ts'

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
