import type { Clock } from '../clock.ts'
import type { Connection } from '../socket/connection.ts'
import { type CommitQueue, type Committer, type Entry, orFail } from './commit-queue.ts'
import { GatherWindow } from './window.ts'

/** A sync frame of a connection waiting to be on disk; without an Update it only keeps its place in line. */
export interface FrameEntry extends Entry {
  readonly connection: Connection | null
  readonly frame: number
  readonly isAnswer: boolean
}

/** What one room has on its way to the disk: gathered for a moment, then in the queue of all rooms. */
export class Line {
  readonly #queue: CommitQueue<FrameEntry>
  readonly #clock: Clock
  readonly #window = new GatherWindow({ least: 0, most: 25, writing: 11, lateness: 3.5 })
  /** Entries that wait for the window to open. */
  #gathered: FrameEntry[] = []
  #length = 0
  /** Updates that were taken and are not written yet. */
  readonly unwritten = new Set<Uint8Array>()

  constructor(queue: CommitQueue<FrameEntry>, clock: Clock) {
    this.#queue = queue
    this.#clock = clock
  }

  /** Entries that are not saved yet. */
  get length(): number {
    return this.#length
  }

  /** Puts an entry in line on behalf of a room. */
  add(room: Committer<FrameEntry>, entry: FrameEntry): void {
    this.#length += 1
    if (entry.update) this.unwritten.add(entry.update.bytes)
    // Nothing is before it that it would have to wait for.
    if (!entry.update && this.#length === 1 && this.#queue.isSaved) room.saved([entry])
    else if (this.#gathered.length > 0) this.#gathered.push(entry)
    else this.#begin(room, entry)
  }

  #begin(room: Committer<FrameEntry>, entry: FrameEntry): void {
    const now = this.#clock.elapsed()
    const wait = this.#queue.has(room) ? 0 : this.#window.wait(now)
    if (wait > 0) {
      this.#gathered.push(entry)
      this.#clock.after(wait, () => {
        orFail(room, () => {
          this.#window.wasLate(this.#clock.elapsed() - now - wait)
          this.flush(room)
        })
      })
    } else {
      this.#window.went(now, 1)
      this.#queue.add(room, entry)
    }
  }

  /** The window opens, or the server stops: what was gathered goes on its way together. */
  flush(room: Committer<FrameEntry>): void {
    const entries = this.#gathered
    this.#gathered = []
    this.#window.went(this.#clock.elapsed(), entries.length)
    for (const entry of entries) this.#queue.add(room, entry)
  }

  written({ update }: FrameEntry): void {
    if (update) this.unwritten.delete(update.bytes)
  }
  /** What was written has been passed on to everybody, which took so many milliseconds. */
  relayed(time: number): void {
    this.#window.took(time)
  }
  saved(count: number): void {
    this.#length -= count
  }

  /** Forgets everything: the room has failed. */
  drop(room: Committer<FrameEntry>): void {
    this.#queue.drop(room)
    this.#length = 0
    this.#gathered = []
  }
}
