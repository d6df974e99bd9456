/** What a sync frame carries: everything the server lacked (step 2), or one change. */
export type FrameKind = 'catchUp' | 'change'

/** Two changes closer than this are one to the person who made them. */
const BURST_MS = 1000

/**
 * Keeps account of which of my changes the server has on disk. A change counts as saved only when a frame that
 * carried it was acknowledged, on the connection that carried it.
 */
export class SaveLedger {
  #made = 0
  #acknowledged = 0
  #bursts = 0
  #lastChange = Number.NEGATIVE_INFINITY
  /** For each frame of the present connection, how many changes are safe once it is acknowledged. */
  #frames: number[] = []
  #settledFrames = 0
  #caughtUp = false

  /** How many of my changes are not known to be on the server's disk; what the leave guard asks. */
  get pending(): number {
    return this.#made - this.#acknowledged
  }

  /** The same in the way a person counts: typing a sentence is one change. */
  get pendingChanges(): number {
    return this.pending === 0 ? 0 : Math.max(1, this.#bursts)
  }

  /** I changed the plan. */
  changed(at: number): void {
    if (this.pending === 0 || at - this.#lastChange > BURST_MS) this.#bursts += 1
    this.#lastChange = at
    this.#made += 1
  }

  /** Changes of an earlier visit that were still unsaved when it ended. */
  restore(changes: number): void {
    this.#made += changes
    this.#bursts += changes
  }

  /** A new connection: its frames are counted from one, and it has carried nothing yet. */
  connected(): void {
    this.#frames = []
    this.#settledFrames = 0
    this.#caughtUp = false
  }

  /**
   * A frame left on the present connection. Before the catch-up frame, a single change may stand on changes the
   * server does not have, so acknowledging it proves nothing.
   */
  sent(kind: FrameKind): void {
    this.#caughtUp ||= kind === 'catchUp'
    this.#frames.push(this.#caughtUp ? this.#made : 0)
  }

  /**
   * A frame of the present connection was not taken, or none will be (0). What goes out after it may stand on it, so
   * nothing more is proved on this connection, though the server counts on.
   */
  refused(frame: number): void {
    this.#frames.fill(0, Math.max(0, frame - 1))
    this.#caughtUp = false
  }

  /** The first `frames` frames of the present connection are on disk, or were refused before. */
  saved(frames: number): void {
    for (; this.#settledFrames < Math.min(frames, this.#frames.length); this.#settledFrames += 1)
      this.#acknowledged = Math.max(this.#acknowledged, this.#frames[this.#settledFrames]!)
    if (this.pending === 0) this.#bursts = 0
  }
}
