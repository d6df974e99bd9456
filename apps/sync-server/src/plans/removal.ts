import type { Clock, Stop } from '../clock.ts'
import type { Log } from '../log.ts'
import type { Store } from '../store/store.ts'

const DAY = 24 * 3_600_000
/** How long a deleted plan can be brought back. */
const UNDO_FOR = 30 * DAY
/** How long the audit log is kept. */
const KEEP_AUDIT = 730 * DAY
const FIRST = 60_000
const EVERY = 3_600_000

/** Until when a plan that was deleted then can be brought back, milliseconds since 1970. */
export const undoUntil = (deletedAt: number): number => deletedAt + UNDO_FOR

/** Removes for good what was deleted thirty days ago, and entries of the audit log after two years. */
export class Removal {
  readonly #store: Store
  readonly #clock: Clock
  readonly #log: Log
  readonly #stops: readonly Stop[]
  #running: Promise<void> = Promise.resolve()

  constructor({ store, clock, log }: { store: Store; clock: Clock; log: Log }) {
    this.#store = store
    this.#clock = clock
    this.#log = log
    this.#stops = [clock.after(FIRST, () => void this.run()), clock.every(EVERY, () => void this.run())]
  }

  /** Removes what is due now; one run after the other. */
  run(): Promise<void> {
    this.#running = this.#running.then(() =>
      this.#remove().catch((error: Error) => {
        this.#log.warn({ cause: error.message }, 'deleted plans were not removed')
      }),
    )
    return this.#running
  }

  async stop(): Promise<void> {
    for (const stop of this.#stops) stop()
    await this.#running
  }

  async #remove(): Promise<void> {
    const { records } = this.#store
    const now = this.#clock.now()
    for (const plan of await records.plansDeletedBefore(now - UNDO_FOR)) await records.removePlan(plan, now - UNDO_FOR)
    await records.sweepAudit(now - KEEP_AUDIT)
  }
}
