import type { Parts } from '../plan-reader/plan-reader.ts'
import { CommitQueue, type Soon } from './commit-queue.ts'
import { RoomContent } from './content.ts'
import type { FrameEntry } from './line.ts'
import { Room, type RoomParts } from './room.ts'
import { planRoom, type RoomName, sideRoom } from './room-name.ts'

/** How long an empty room stays, for the one who reloads. */
const KEEP_EMPTY = 30_000

/** After a cut-off, how long clients may offer again what others wrote and this disk did not keep. */
const REOFFER_FOR = 10 * 60_000

/** The rooms in memory: each is loaded once, stays while used, and goes when it is empty and saved. */
export class Rooms {
  readonly #parts: Omit<RoomParts, 'queue' | 'onFailed'>
  readonly #queue: CommitQueue<FrameEntry>
  readonly #open = new Map<string, Promise<Room>>()
  readonly #loaded = new Map<string, Room>()
  readonly #held = new Map<string, number>()

  constructor(parts: Omit<RoomParts, 'queue' | 'onFailed' | 'mayReoffer'>, soon?: Soon) {
    let mayReoffer = parts.store.wasCutOff
    // By a timer, not by the calendar: a clock that is set forward must not shut anybody out.
    if (mayReoffer)
      parts.clock.after(REOFFER_FOR, () => {
        mayReoffer = false
      })
    this.#parts = { ...parts, mayReoffer: () => mayReoffer }
    this.#queue = new CommitQueue(parts.store.log, soon)
  }

  /** Bytes on their way to the disk. */
  get bytesInLine(): number {
    return this.#queue.bytes
  }

  /** Rooms in memory, for figures and sweeps. */
  get all(): Iterable<Room> {
    return this.#loaded.values()
  }

  /**
   * The room, loaded if it is not there yet, and kept until `use` is over. Rejects when it cannot be loaded; then
   * nothing can be written to it either. Whether the plan exists and who may enter is for the caller to know.
   */
  async with<T>(name: RoomName, use: (room: Room) => T | Promise<T>): Promise<T> {
    this.#held.set(name.name, (this.#held.get(name.name) ?? 0) + 1)
    try {
      return await use(await this.#load(name))
    } finally {
      const left = this.#held.get(name.name)! - 1
      if (left > 0) this.#held.set(name.name, left)
      else this.#held.delete(name.name)
    }
  }

  /** The saved content of a plan, whether its room is open or not. */
  planParts(plan: string): Promise<Parts> {
    return this.partsOf(planRoom(plan))
  }

  /** The saved content of any room, by its name. */
  async partsOf(name: string): Promise<Parts> {
    const room = await this.#open.get(name)
    return (room?.content ?? new RoomContent(await this.#parts.store.log.load(name))).parts
  }

  /** The newest seq of a plan whose room is in memory; null when it is not. */
  seqOf(plan: string): number | null {
    return this.#loaded.get(planRoom(plan))?.content.seq ?? null
  }

  /** Tells every open editor of a plan that its facts have a new number. */
  announceFacts(plan: string, number: number): void {
    for (const name of [planRoom(plan), sideRoom(plan, 'vendor'), sideRoom(plan, 'partner')])
      this.#loaded.get(name)?.announceFacts(number)
  }

  /** Lets go of rooms that have been empty and saved for a while. */
  sweep(): void {
    const before = this.#parts.clock.elapsed() - KEEP_EMPTY
    for (const [name, room] of this.#loaded)
      if (room.isIdle && room.idleSince <= before && !this.#held.has(name)) this.#forget(room)
  }

  /** Resolves when everything that came in is on disk or was given up with its room. */
  idle(): Promise<void> {
    for (const room of this.#loaded.values()) room.flush()
    return this.#queue.idle()
  }

  #load(name: RoomName): Promise<Room> {
    const open = this.#open.get(name.name)
    if (open) return open
    const loading = this.#parts.store.log.load(name.name).then((stored) => {
      const room = new Room(name, stored, {
        ...this.#parts,
        queue: this.#queue,
        onFailed: (failed) => this.#forget(failed),
      })
      this.#loaded.set(name.name, room)
      return room
    })
    this.#open.set(name.name, loading)
    // A failed load is not kept: the next one tries again, and in between nobody can write.
    loading.catch(() => this.#open.delete(name.name))
    return loading
  }

  #forget(room: Room): void {
    if (this.#loaded.get(room.name.name) !== room) return
    this.#loaded.delete(room.name.name)
    this.#open.delete(room.name.name)
  }
}
