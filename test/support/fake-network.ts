import * as Y from 'yjs'

/** Origin of everything that came over the network. */
export const REMOTE = 'remote'

interface Packet {
  readonly from: number
  readonly update: Uint8Array
}

/**
 * Carries updates between Y.Docs by call: it delays until told to deliver, reorders, drops, and parts peers into groups.
 * Nothing happens by itself, so a run repeats exactly.
 */
export class FakeNetwork {
  readonly #docs: readonly Y.Doc[]
  readonly #queues: Packet[][]
  #groups: readonly number[]

  constructor(docs: readonly Y.Doc[]) {
    this.#docs = docs
    this.#queues = docs.map(() => [])
    this.#groups = docs.map(() => 0)
    docs.forEach((doc, from) => {
      doc.on('update', (update: Uint8Array, origin: unknown) => {
        if (origin !== REMOTE) this.#send(from, update)
      })
    })
  }

  /** How many updates wait for a peer. */
  waiting(peer: number): number {
    return this.#queues[peer]?.length ?? 0
  }

  /** Hands a peer some of the updates that wait for it, chosen by `order` and not in the order they were sent. */
  deliver(peer: number, count: number, order: (waiting: number) => number): void {
    const queue = this.#queues[peer]
    const doc = this.#docs[peer]
    if (!queue || !doc) return
    const chosen = Array.from({ length: Math.min(count, queue.length) }, () => queue.splice(order(queue.length), 1)[0]!)
    if (chosen.length === 0) return
    doc.transact(() => {
      for (const { update } of chosen) Y.applyUpdate(doc, update, REMOTE)
    }, REMOTE)
  }

  /** Loses one waiting update for good; only an exchange of what is missing brings its content. */
  drop(peer: number, index: number): void {
    this.#queues[peer]?.splice(index, 1)
  }

  /** Parts the peers: updates cross no more from one group to another, and what was under way is lost. */
  part(groups: readonly number[]): void {
    this.#groups = groups
    this.#queues.forEach((queue, to) => {
      const kept = queue.filter(({ from }) => groups[from] === groups[to])
      queue.splice(0, queue.length, ...kept)
    })
  }

  /** Lets two peers exchange what the other misses, as a reconnecting provider does. False when they are parted. */
  exchange(a: number, b: number): boolean {
    const [one, other] = [this.#docs[a], this.#docs[b]]
    if (!one || !other || this.#groups[a] !== this.#groups[b]) return false
    Y.applyUpdate(other, Y.encodeStateAsUpdate(one, Y.encodeStateVector(other)), REMOTE)
    Y.applyUpdate(one, Y.encodeStateAsUpdate(other, Y.encodeStateVector(one)), REMOTE)
    return true
  }

  /** Joins everybody again and exchanges until nobody misses anything. */
  heal(): void {
    this.#groups = this.#docs.map(() => 0)
    for (const queue of this.#queues) queue.length = 0
    for (let a = 0; a < this.#docs.length; a++)
      for (let b = 0; b < this.#docs.length; b++) if (a !== b) this.exchange(a, b)
    for (const queue of this.#queues) queue.length = 0
  }

  #send(from: number, update: Uint8Array): void {
    this.#queues.forEach((queue, to) => {
      if (to !== from && this.#groups[to] === this.#groups[from]) queue.push({ from, update })
    })
  }
}
