/** A seeded generator of random numbers (xorshift128): the same seed gives the same numbers on every machine. */
export class Rng {
  readonly #state: Uint32Array

  constructor(seed: number) {
    this.#state = new Uint32Array(4)
    for (let i = 0, mixed = seed >>> 0; i < 4; i++) {
      mixed = (Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b) + 0x9e3779b9 + i) >>> 0
      this.#state[i] = mixed || 1
    }
    for (let i = 0; i < 16; i++) this.next()
  }

  /** A whole number from 0 to 2^32 - 1. */
  next(): number {
    const [x = 0, , , w = 0] = this.#state
    const mixed = x ^ (x << 11)
    this.#state.copyWithin(0, 1)
    this.#state[3] = w ^ (w >>> 19) ^ mixed ^ (mixed >>> 8)
    return this.#state[3] ?? 0
  }

  /** A whole number from 0 to `limit` - 1. */
  below(limit: number): number {
    return this.next() % limit
  }

  chance(probability: number): boolean {
    return this.next() / 2 ** 32 < probability
  }
}
