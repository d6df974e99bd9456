import type { Clock, Stop } from '../clock.ts'
import type { Log } from '../log.ts'
import type { Rooms } from '../room/rooms.ts'
import type { PlanService } from './plan-service.ts'

/** How often plans are looked at; at most one of them is rendered each time. Milliseconds. */
const LOOK_EVERY = 2_000
/** A plan that is edited without a pause is rendered once in this many looks, and forgotten after as many in an empty room. */
const PATIENCE = 5
/** So many plans are kept fresh, those last opened. */
const MOST = 50

interface Watched {
  /** The newest seq when it was looked at last. */
  seen: number
  /** The seq of the last page that was made. */
  made: number
  /** Looks since then at which it had changed. */
  waited: number
}

/**
 * Renders the readable pages of plans that are being edited when the edits pause, so that who opens one next does not
 * wait until it is read. Only plans that somebody has open.
 */
export class FreshPages {
  readonly #rooms: Rooms
  readonly #plans: PlanService
  readonly #clock: Clock
  readonly #log: Log
  readonly #watched = new Map<string, Watched>()
  #stop: Stop | null = null
  #isBusy = false

  constructor({ rooms, plans, clock, log }: { rooms: Rooms; plans: PlanService; clock: Clock; log: Log }) {
    this.#rooms = rooms
    this.#plans = plans
    this.#clock = clock
    this.#log = log
  }

  /** Somebody opens this plan. */
  watch(plan: string): void {
    const known = this.#watched.get(plan) ?? { seen: 0, made: 0, waited: 0 }
    this.#watched.delete(plan)
    this.#watched.set(plan, known)
    for (const oldest of this.#watched.keys()) {
      if (this.#watched.size <= MOST) break
      this.#watched.delete(oldest)
    }
    this.#stop ??= this.#clock.every(LOOK_EVERY, () => void this.#look())
  }

  stop(): void {
    this.#stop?.()
    this.#stop = null
    this.#watched.clear()
  }

  async #look(): Promise<void> {
    if (this.#isBusy) return
    const due = this.#due()
    if (!due) return
    this.#isBusy = true
    await this.#plans
      .page(due)
      .catch((error: Error) => this.#log.error({ cause: error.message }, 'a plan was not rendered'))
    this.#isBusy = false
  }

  /** The plan to be rendered now; those whose room is gone are forgotten. */
  #due(): string | null {
    let due: string | null = null
    for (const [plan, watched] of this.#watched) {
      const seq = this.#rooms.seqOf(plan)
      if (seq === null) {
        // Who has the page takes a moment to enter the room.
        watched.waited += 1
        if (watched.waited >= PATIENCE) this.#watched.delete(plan)
        continue
      }
      if (seq === watched.made) continue
      watched.waited += 1
      if (due === null && (seq === watched.seen || watched.waited >= PATIENCE)) {
        due = plan
        watched.made = seq
        watched.waited = 0
      }
      watched.seen = seq
    }
    if (this.#watched.size === 0) this.stop()
    return due
  }
}
