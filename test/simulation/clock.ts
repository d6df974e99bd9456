import type { Clock, Stop } from '@concord/sync-server'

interface Timer {
  at: number
  readonly every: number | null
  readonly act: () => void
}

/** Time that passes when the simulation says so; the calendar may jump while timers go on. */
export class SimulatedClock implements Clock {
  #monotonic = 0
  #worked = 0
  #offset = Date.UTC(2026, 10, 23)
  #timers: Timer[] = []

  now(): number {
    return this.#monotonic + this.#offset
  }
  /** Work takes time: a little passes between two looks, so that rooms gather here too. */
  elapsed(): number {
    this.#worked += 0.7
    return this.#monotonic + this.#worked
  }
  jump(by: number): void {
    this.#offset += by
  }
  after(ms: number, act: () => void): Stop {
    return this.#add(ms, null, act)
  }
  every(ms: number, act: () => void): Stop {
    return this.#add(ms, ms, act)
  }
  /** Time since the beginning, which never jumps. */
  get passed(): number {
    return this.#monotonic
  }
  /** A process that ended hears no timer any more. */
  forgetAll(): void {
    this.#timers = []
  }
  advance(ms: number): void {
    const end = this.#monotonic + ms
    for (;;) {
      let next: Timer | undefined
      for (const timer of this.#timers) if (timer.at <= end && (!next || timer.at < next.at)) next = timer
      if (!next) break
      this.#monotonic = next.at
      if (next.every === null) this.#timers.splice(this.#timers.indexOf(next), 1)
      else next.at += next.every
      next.act()
    }
    this.#monotonic = end
  }
  #add(ms: number, every: number | null, act: () => void): Stop {
    const timer = { at: this.#monotonic + ms, every, act }
    this.#timers.push(timer)
    return () => {
      const at = this.#timers.indexOf(timer)
      if (at >= 0) this.#timers.splice(at, 1)
    }
  }
}
