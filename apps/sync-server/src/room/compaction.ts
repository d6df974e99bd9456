import type { Clock } from '../clock.ts'
import type { Limits } from '../limits.ts'
import type { Log } from '../log.ts'
import type { PlanReader } from '../plan-reader/plan-reader.ts'
import type { Store } from '../store/store.ts'
import type { RoomContent } from './content.ts'

const RETRY = 30_000

/** A room in which nobody has written for this long is compacted for the next who opens it. Milliseconds. */
const QUIET = 2_000

export interface CompactionParts {
  readonly store: Pick<Store, 'log'>
  readonly reader: Pick<PlanReader, 'snapshot'>
  readonly clock: Clock
  readonly log: Log
  readonly limits: Pick<Limits, 'plan'>
}

/** Replaces the Snapshot of a room by a newer one, off the event loop, while the room goes on. */
export class Compaction {
  readonly #room: string
  readonly #content: RoomContent
  readonly #parts: CompactionParts
  #isRunning = false
  #isOver = false
  #isWaiting = false
  #writtenAt = Number.NEGATIVE_INFINITY

  constructor(room: string, content: RoomContent, parts: CompactionParts) {
    this.#room = room
    this.#content = content
    this.#parts = parts
  }

  /** Updates were written: it begins now if they are many, and when it is quiet if they are worth it. */
  written(): void {
    this.#writtenAt = this.#parts.clock.elapsed()
    if (this.#content.isLong) this.begin()
    else this.#waitForQuiet()
  }

  /** What was deleted from a full plan is room for others only when it is compacted. */
  get #isWorthIt(): boolean {
    const { compacted, tail, isWorthCompacting } = this.#content
    return isWorthCompacting || (tail > 0 && compacted > this.#parts.limits.plan)
  }

  #waitForQuiet(): void {
    if (this.#isWaiting || !this.#isWorthIt) return
    this.#isWaiting = true
    const { clock } = this.#parts
    clock.after(QUIET, () => {
      this.#isWaiting = false
      if (clock.elapsed() - this.#writtenAt < QUIET) this.#waitForQuiet()
      else if (this.#isWorthIt) this.begin()
    })
  }

  /** Begins, unless it is under way. */
  begin(): void {
    if (!this.#isRunning && !this.#isOver) void this.#run()
  }

  /** The room has failed: its content is not to be kept any more. */
  stop(): void {
    this.#isOver = true
  }

  async #run(): Promise<void> {
    const { clock, reader, store, log } = this.#parts
    this.#isRunning = true
    let isMade = false
    try {
      const snapshot = await reader.snapshot(this.#content.parts)
      await store.log.putSnapshot(this.#room, snapshot, clock.now())
      this.#content.replace(snapshot)
      isMade = true
    } catch (error) {
      log.warn({ room: this.#room, cause: (error as Error).message }, 'no snapshot was made')
    }
    if (!isMade) await new Promise<void>((resolve) => clock.after(RETRY, resolve))
    this.#isRunning = false
    // More may have come meanwhile, from people who wait for this.
    if (this.#content.isLong) this.begin()
    else this.#waitForQuiet()
  }
}
