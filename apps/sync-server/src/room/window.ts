/** A batch of this many means that much comes in; then gathering a little costs nobody anything. */
const MANY = 10
const WHEN_MANY = 5
/** Gathering pays when something else comes in so much of the time, as a rule; otherwise it is a wait for nothing. */
const PAYS = 0.7
/** A timer of the event loop is late by as much when nothing keeps it. */
const PUNCTUAL = 1

/** How a room gathers: times in milliseconds. */
interface Bounds {
  /** Between two batches there is at least this much. */
  readonly least: number
  /** Nothing waits longer. */
  readonly most: number
  /** Writing takes one part in so many of the event loop's time: less costs latency, more costs CPU. */
  readonly writing: number
  /** Other work gets so many times what it is late by. */
  readonly lateness: number
}

/**
 * How long a room gathers before it writes to everybody again. What keeps a full room quick is one write for much, and
 * what people feel is the wait: so it waits for as long as writing keeps the machine busy, and not at all while the
 * machine has nothing else to do, or nothing else would come meanwhile. Measured, never told from how many listen: a
 * quick machine needs no wait for them.
 * All times are milliseconds.
 */
export class GatherWindow {
  readonly #bounds: Bounds
  #lastAt = Number.NEGATIVE_INFINITY
  #lastCount = 0
  /** How far apart entries come as a rule. */
  #apart: number
  /** How long one batch takes to be written to all who listen, as a rule. */
  #writing = 0
  /** How late the window opens as a rule: the event loop has other work. */
  #lateness = 0

  constructor(bounds: Bounds) {
    this.#bounds = bounds
    this.#apart = bounds.most
  }

  /** How long until the next batch may go; 0 is now. After a pause it is always now. */
  wait(now: number): number {
    const { least, most, writing, lateness } = this.#bounds
    const whenBusy = Math.min(most, writing * this.#writing + lateness * this.#lateness)
    const width = Math.max(
      least,
      this.#apart <= PAYS * whenBusy ? whenBusy : 0,
      this.#lastCount >= MANY ? WHEN_MANY : 0,
    )
    return Math.max(0, Math.round(width - (now - this.#lastAt)))
  }

  /** The window opened so long after it should have. */
  wasLate(by: number): void {
    this.#lateness = smoothed(this.#lateness, Math.max(0, by - PUNCTUAL), this.#bounds.most)
  }

  /** A batch of so many entries goes on its way. */
  went(now: number, count: number): void {
    this.#apart = smoothed(this.#apart, (now - this.#lastAt) / Math.max(1, count), this.#bounds.most)
    this.#lastAt = now
    this.#lastCount = count
  }

  /** Writing a batch to all who listen took so long. */
  took(time: number): void {
    this.#writing = smoothed(this.#writing, time, this.#bounds.most)
  }
}

/** One odd moment must not hold up the next batches. */
const smoothed = (before: number, now: number, most: number) => 0.8 * before + 0.2 * Math.min(most, now)
