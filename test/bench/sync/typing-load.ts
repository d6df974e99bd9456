import { quantile } from '../statistics.ts'
import { Client, rangesOf } from './client.ts'
import type { Target } from './target.ts'
import { Typist } from './typist.ts'

/** What a room felt like while people typed in it. Times in milliseconds, from a key to another's screen. */
export interface Felt {
  readonly p50: number
  readonly p99: number
  /** Deliveries to other people each second, over the time of typing. */
  readonly perSecond: number
  /** Server CPU seconds from the first key to the last delivery. */
  readonly cpu: number
  /** From the last key until everybody had everything; infinite when that did not happen in time. */
  readonly drain: number
}

let nextClient = 1_000_000

/** A client id nobody has used in this run. */
export const freshClient = (): number => {
  nextClient += 1
  return nextClient
}

/** People in a room who count what they hear of each other. */
export class TypingLoad {
  readonly clients: Client[] = []
  readonly #typists: Typist[] = []
  readonly #base: number
  /** When each letter was typed, by typist and clock; letters of the warm-up are not kept. */
  readonly #typedAt: number[][] = []
  /** How far each listener has heard each typist. */
  readonly #heard: number[][] = []
  #latencies: number[] = []

  constructor() {
    this.#base = nextClient + 1
  }

  async join(target: Target, room: string, people: number): Promise<void> {
    const joined = Array.from({ length: people }, async (_, listener) => {
      this.#typists.push(new Typist(freshClient()))
      this.#typedAt.push([])
      this.#heard.push([])
      this.clients[listener] = await Client.join(target, room, { update: (bytes) => this.#hear(listener, bytes) })
    })
    await Promise.all(joined)
  }

  leave(): void {
    for (const client of this.clients) client.close()
  }

  get typed(): number {
    return this.#typists.reduce((sum, { clock }) => sum + clock, 0)
  }

  /** Everybody types in turn, `rate` letters a second in all. */
  async type(rate: number, seconds: number, isMeasured = true): Promise<void> {
    const started = performance.now()
    let typed = 0
    await new Promise<void>((resolve) => {
      const timer = setInterval(() => {
        const passed = Math.min((performance.now() - started) / 1000, seconds)
        for (const due = Math.floor(passed * rate); typed < due; typed++)
          this.#key(typed % this.clients.length, isMeasured)
        if (passed < seconds) return
        clearInterval(timer)
        resolve()
      }, 1)
    })
  }

  /** Milliseconds until everybody has heard everything, or infinity after `limit`. */
  async drain(limit = 50_000): Promise<number> {
    const started = performance.now()
    while (performance.now() - started < limit) {
      if (this.#isComplete()) return performance.now() - started
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    return Number.POSITIVE_INFINITY
  }

  takeLatencies(): number[] {
    const taken = this.#latencies
    this.#latencies = []
    return taken
  }

  #key(typist: number, isMeasured: boolean): void {
    const who = this.#typists[typist]!
    if (isMeasured) this.#typedAt[typist]![who.clock] = performance.now()
    this.clients[typist]!.update(who.key())
  }

  #hear(listener: number, bytes: Uint8Array): void {
    const now = performance.now()
    const heard = this.#heard[listener]!
    for (const { client, from, to } of rangesOf(bytes)) {
      const typist = client - this.#base
      if (typist < 0 || typist >= this.#typists.length || typist === listener) continue
      const first = Math.max(from, heard[typist] ?? 0)
      const times = this.#typedAt[typist]!
      for (let clock = first; clock < to; clock++) {
        const typedAt = times[clock]
        if (typedAt !== undefined) this.#latencies.push(now - typedAt)
      }
      if (to > (heard[typist] ?? 0)) heard[typist] = to
    }
  }

  #isComplete(): boolean {
    return this.#heard.every((heard, listener) =>
      this.#typists.every(({ clock }, typist) => typist === listener || clock === 0 || heard[typist] === clock),
    )
  }
}

/** People type in one room for a while; what they felt. */
export async function feelRoom(
  target: Target,
  room: string,
  people: number,
  rate: number,
  seconds: number,
): Promise<Felt> {
  const load = new TypingLoad()
  await load.join(target, room, people)
  try {
    await load.type(rate, 1, false)
    await load.drain(10_000)
    const before = target.cpu()
    await load.type(rate, seconds)
    const drain = await load.drain()
    const latencies = load.takeLatencies()
    return {
      p50: quantile(latencies, 0.5),
      p99: quantile(latencies, 0.99),
      perSecond: latencies.length / seconds,
      cpu: target.cpu() - before,
      drain,
    }
  } finally {
    load.leave()
  }
}
