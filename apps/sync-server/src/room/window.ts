/** A batch of this many means that much comes in; then gathering a little costs nobody anything. */
const MANY = 10
const WHEN_MANY = 5
/** Writing to a full room takes one part in so many of the event loop's time: less costs latency, more costs CPU. */
const TIMES = 3.5
/** A timer of the event loop is late by as much when nothing keeps it. */
const PUNCTUAL = 1

/**
 * How long a room gathers before it writes to everybody again. What keeps a full room quick is one write for much, and
 * what people feel is the wait: so it waits for as long as writing keeps the machine busy, and not at all while the
 * machine has nothing else to do. Measured, never told from how many listen: a quick machine needs no wait for them.
 * All times are milliseconds.
 */
export class GatherWindow {
  readonly #least: number
  readonly #most: number
  #lastAt = Number.NEGATIVE_INFINITY
  #lastCount = 0
  /** How long one batch takes to be written to all who listen, as a rule. */
  #writing = 0
  /** How late the window opens as a rule: the event loop has other work. */
  #lateness = 0

  /** Between two batches there is at least `least`, and nothing waits longer than `most`. */
  constructor(least: number, most: number) {
    this.#least = least
    this.#most = most
  }

  /** How long until the next batch may go; 0 is now. After a pause it is always now. */
  wait(now: number): number {
    const whenBusy = TIMES * (this.#writing + this.#lateness)
    const width = Math.max(this.#least, whenBusy, this.#lastCount >= MANY ? WHEN_MANY : 0)
    return Math.max(0, Math.round(Math.min(this.#most, width) - (now - this.#lastAt)))
  }

  /** The window opened so long after it should have. */
  wasLate(by: number): void {
    this.#lateness = smoothed(this.#lateness, Math.max(0, by - PUNCTUAL), this.#most)
  }

  /** A batch of so many entries goes on its way. */
  went(now: number, count: number): void {
    this.#lastAt = now
    this.#lastCount = count
  }

  /** Writing a batch to all who listen took so long. */
  took(time: number): void {
    this.#writing = smoothed(this.#writing, time, this.#most)
  }
}

/** One odd moment must not hold up the next batches. */
const smoothed = (before: number, now: number, most: number) => 0.8 * before + 0.2 * Math.min(most, now)
