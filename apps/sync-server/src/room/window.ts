/** The longest a room gathers, in milliseconds. */
const LONGEST = 25
/** Fewer listeners than this are served at once. */
const FEW = 8
/** A batch of this many letters means that the room is busy; then gathering a little costs nobody anything. */
const MANY = 10
const WHEN_BUSY = 5

/**
 * How long a room gathers updates before they go on their way: not at all when few listen or when it was quiet, longer
 * the more sockets each write goes to, the more is written, and the busier the machine. One write for many letters is
 * what keeps a full room quick, because the writes are what costs.
 */
export class GatherWindow {
  #lastAt = Number.NEGATIVE_INFINITY
  #lastCount = 0
  /** How late the window opens as a rule: the machine has more to do than it can. */
  #lateness = 0

  /** Milliseconds until the next batch may go; 0 is now. */
  wait(now: number, listeners: number): number {
    const forListeners = listeners < FEW ? 0 : Math.round((listeners * listeners) / 280)
    const forLateness = forListeners > 0 ? Math.round(2 * this.#lateness) : 0
    const width = Math.min(LONGEST, Math.max(forListeners + forLateness, this.#lastCount >= MANY ? WHEN_BUSY : 0))
    // A clock that was set back must not hold anybody up.
    const passed = Math.max(0, now - this.#lastAt)
    return Math.max(0, width - passed)
  }

  /** The window opened so many milliseconds after it should have. */
  wasLate(by: number): void {
    this.#lateness = 0.8 * this.#lateness + 0.2 * Math.min(LONGEST, Math.max(0, by))
  }

  /** A batch of so many entries goes on its way. */
  went(now: number, count: number): void {
    this.#lastAt = now
    this.#lastCount = count
  }
}
