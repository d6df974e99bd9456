import type { Clock, Stop } from '@concord/sync-server'

/** What may happen to the machine's clock while the server runs; nothing that lasts a while may notice. */
export const settings = [
  ['stays right', 0],
  ['is set back by an hour', -3_600_000],
] as const

/** A clock that stands still until the test moves it. */
export class FakeClock implements Clock {
  #passed = 0
  #offset = Date.UTC(2026, 10, 23, 12)
  #timers: { at: number; every: number | null; act: () => void }[] = []

  now(): number {
    return this.#passed + this.#offset
  }
  elapsed(): number {
    return this.#passed
  }
  /** Somebody sets the clock of the machine. */
  jump(by: number): void {
    this.#offset += by
  }
  after(ms: number, act: () => void): Stop {
    return this.#add(ms, null, act)
  }
  every(ms: number, act: () => void): Stop {
    return this.#add(ms, ms, act)
  }
  /** Lets time pass, with everything that is due in it in order. */
  advance(ms: number): void {
    const end = this.#passed + ms
    for (;;) {
      const [next] = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)
      if (!next) break
      this.#passed = next.at
      if (next.every === null) this.#timers = this.#timers.filter((each) => each !== next)
      else next.at += next.every
      next.act()
    }
    this.#passed = end
  }
  #add(ms: number, every: number | null, act: () => void): Stop {
    const timer = { at: this.#passed + ms, every, act }
    this.#timers.push(timer)
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer)
    }
  }
}
