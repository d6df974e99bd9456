/** A frame for everybody but the one who sent it. */
export interface Relayed {
  /** The connection it came from; null for the server's own. */
  readonly from: object | null
  readonly frame: Buffer
}

/** What each connection gets of a batch: one buffer for all, and for a sender the same without its own frames. */
export class Shares {
  readonly #shared: Buffer
  /** Where each sender's own frames lie in the shared buffer, in order. */
  readonly #own = new Map<object, [from: number, to: number][]>()

  constructor(relayed: readonly Relayed[]) {
    this.#shared = relayed.length === 1 ? relayed[0]!.frame : Buffer.concat(relayed.map(({ frame }) => frame))
    let at = 0
    for (const { from, frame } of relayed) {
      const to = at + frame.length
      if (from) this.#note(from, at, to)
      at = to
    }
  }

  /** The bytes for a connection, or null when there is nothing for it. */
  of(connection: object): Buffer | null {
    const own = this.#own.get(connection)
    const share = own ? without(this.#shared, own) : this.#shared
    return share.length > 0 ? share : null
  }

  #note(from: object, at: number, to: number): void {
    const places = this.#own.get(from)
    const last = places?.at(-1)
    if (!places) this.#own.set(from, [[at, to]])
    else if (last && last[1] === at) last[1] = to
    else places.push([at, to])
  }
}

/** The bytes of a buffer that lie outside these places. */
function without(shared: Buffer, places: readonly (readonly [from: number, to: number])[]): Buffer {
  const parts: Buffer[] = []
  let at = 0
  for (const [from, to] of places) {
    if (from > at) parts.push(shared.subarray(at, from))
    at = to
  }
  if (at < shared.length) parts.push(shared.subarray(at))
  return parts.length === 1 ? parts[0]! : Buffer.concat(parts)
}
