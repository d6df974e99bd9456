/** Milliseconds of waiting for each listener; a write to one socket costs about a hundredth of that. */
const PER_LISTENER = 0.1
const LONGEST = 25
/** Fewer listeners than this are served at once. */
const FEW = 8

/**
 * How long a room gathers updates before they go on their way: not at all when few listen or when it was quiet, longer
 * the more sockets each write goes to. One write for many letters is what keeps a full room quick.
 */
export class GatherWindow {
  #lastAt = Number.NEGATIVE_INFINITY

  /** Milliseconds until the next batch may go; 0 is now. */
  wait(now: number, listeners: number): number {
    if (listeners < FEW) return 0
    // A clock that was set back must not hold anybody up.
    const passed = Math.max(0, now - this.#lastAt)
    return Math.max(0, Math.min(LONGEST, Math.round(listeners * PER_LISTENER)) - passed)
  }

  /** A batch goes on its way. */
  went(now: number): void {
    this.#lastAt = now
  }
}
