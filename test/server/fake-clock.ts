import type { Clock, Stop } from '@concord/sync-server'

/** A clock that stands still until the test moves it. */
export class FakeClock implements Clock {
  #now = Date.UTC(2026, 10, 23, 12)
  #timers: { at: number; every: number | null; act: () => void }[] = []

  now(): number {
    return this.#now
  }
  elapsed(): number {
    return this.#now
  }
  after(ms: number, act: () => void): Stop {
    return this.#add(ms, null, act)
  }
  every(ms: number, act: () => void): Stop {
    return this.#add(ms, ms, act)
  }
  /** Lets time pass, with everything that is due in it in order. */
  advance(ms: number): void {
    const end = this.#now + ms
    for (;;) {
      const [next] = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)
      if (!next) break
      this.#now = next.at
      if (next.every === null) this.#timers = this.#timers.filter((each) => each !== next)
      else next.at += next.every
      next.act()
    }
    this.#now = end
  }
  #add(ms: number, every: number | null, act: () => void): Stop {
    const timer = { at: this.#now + ms, every, act }
    this.#timers.push(timer)
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer)
    }
  }
}
