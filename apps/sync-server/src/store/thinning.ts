import type { Clock, Stop } from '../clock.ts'
import type { Log } from '../log.ts'
import type { PlanReader } from '../plan-reader/plan-reader.ts'
import { RoomContent } from '../room/content.ts'
import type { Store } from './store.ts'

const DAY = 24 * 60 * 60_000
/** How long the log keeps Updates as they came. */
export const KEEP_BYTES = 30 * DAY
/** How long after the start, and how often, old Updates are looked for. */
const FIRST = 60_000
const EVERY = 60 * 60_000
/** Updates that go in one transaction. */
const AT_ONCE = 500

interface ThinningParts {
  readonly store: Pick<Store, 'log' | 'history'>
  /** Of its own, so that nobody who reads a plan waits for it. */
  readonly reader: Pick<PlanReader, 'snapshot' | 'kept' | 'close'>
  readonly clock: Clock
  readonly log: Log
}

/** Replaces old Updates by what is kept of them, a few hundred at a time, so that people who write hardly wait. */
export class Thinning {
  readonly #parts: ThinningParts
  readonly #stops: readonly Stop[]
  #running: Promise<void> = Promise.resolve()
  #isRunning = false
  #isStopped = false

  constructor(parts: ThinningParts) {
    this.#parts = parts
    this.#stops = [parts.clock.after(FIRST, () => void this.run()), parts.clock.every(EVERY, () => void this.run())]
  }

  /** Thins whatever is old enough in every room; a run that is under way is not begun again. */
  run(): Promise<void> {
    if (!this.#isRunning && !this.#isStopped) {
      this.#isRunning = true
      this.#running = this.#everyRoom().finally(() => {
        this.#isRunning = false
      })
    }
    return this.#running
  }

  /** Finishes the transaction under way and lets go of the thread. */
  async stop(): Promise<void> {
    this.#isStopped = true
    for (const stop of this.#stops) stop()
    await this.#running
    await this.#parts.reader.close()
  }

  async #everyRoom(): Promise<void> {
    const { store, clock, log } = this.#parts
    const before = clock.now() - KEEP_BYTES
    for (let room: string | null = ''; room !== null && !this.#isStopped; ) {
      try {
        room = await store.history.roomWithOlder(before, room)
        if (room !== null) await this.#oneRoom(room, before)
      } catch (error) {
        log.warn({ room, cause: (error as Error).message }, 'old updates were not thinned')
        if (room === '') return
      }
    }
  }

  async #oneRoom(room: string, before: number): Promise<void> {
    const { store, reader, clock } = this.#parts
    // Loading checks that what takes the place of the Updates is whole.
    const content = new RoomContent(await store.log.load(room)).parts
    const snapshot = await reader.snapshot(content)
    await store.log.putSnapshot(room, snapshot, clock.now())
    const present = { seq: snapshot.seq, updates: [snapshot.bytes] }
    while (!this.#isStopped) {
      const old = await store.history.oldest(room, before, AT_ONCE)
      const last = old.at(-1)
      if (!last) return
      await store.history.thin(room, last.seq, await reader.kept(room, present, old))
    }
  }
}
