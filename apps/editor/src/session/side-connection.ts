import type { Side } from '@concord/schema'
import type { BesideHost } from './connection.ts'
import { sideCopy } from './device.ts'
import type { TakenBackBecause } from './kept-words.ts'
import { Listeners } from './listeners.ts'
import type { OwnPlace } from './own-changes.ts'
import type { PlanBeside } from './plan-beside.ts'
import { RoomConnection } from './room-connection.ts'
import type { SaveFacts } from './save-state.ts'
import type { UnsavedWords } from './unsaved-words.ts'

/** Where the room of my side stands in this window. */
export type SidePhase =
  | 'opening'
  | 'open'
  /** Nothing of it is on this device, and the server does not answer. */
  | 'unreachable'
  /** The server does not give it to me. */
  | 'closed'
  /** What I wrote will never be taken: this connection is over, a new one reads what is there. */
  | 'takenBack'

export interface SidePlace {
  readonly plan: string
  readonly room: string
  readonly me: { readonly id: string; readonly name: string; readonly side: Side }
}

/** What is private to my side, opened in this window beside the plan. */
export class SideConnection implements PlanBeside {
  readonly #room: RoomConnection
  readonly #host: BesideHost
  readonly #wordsOf: (places: readonly OwnPlace[]) => UnsavedWords[]
  readonly #listeners = new Listeners()
  #phase: SidePhase = 'opening'

  /** `wordsOf` says what I wrote in the words of the plan. */
  constructor(place: SidePlace, host: BesideHost, wordsOf: (places: readonly OwnPlace[]) => UnsavedWords[]) {
    this.#host = host
    this.#wordsOf = wordsOf
    this.#room = new RoomConnection({
      changed: () => this.#changed(),
      synced: () => this.#set('open'),
      mayOnlyRead: () => undefined,
      neverTaken: (because) => void this.#takeBack(because),
      // The plan's own room is not to be had either then, and asks.
      neverStood: () => undefined,
      ended: () => this.end(),
    })
    void this.#open(place)
  }

  get doc() {
    return this.#room.doc
  }

  get awareness() {
    return this.#room.awareness
  }

  get hasUnsaved(): boolean {
    return this.#room.hasUnsaved
  }

  get saveFacts(): SaveFacts {
    return this.#room.saveFacts
  }

  readonly phase = (): SidePhase => this.#phase
  readonly subscribe = (listener: () => void): (() => void) => this.#listeners.add(listener)

  words(): UnsavedWords[] {
    return this.#wordsOf(this.#room.unsavedPlaces())
  }

  retry(): void {
    this.#room.retry()
  }

  end(): void {
    this.#room.stop()
    if (!this.hasUnsaved) void this.#room.erase()
    this.#set('closed')
  }

  close(): void {
    this.#room.close()
  }

  async #open({ plan, room, me }: SidePlace): Promise<void> {
    await this.#room.load(sideCopy(plan, me.id))
    if (this.#room.isClosed) return
    this.awareness.setLocalStateField('user', { member: me.id, name: me.name, side: me.side })
    if (this.doc.store.clients.size > 0) this.#set('open')
    this.#room.connect(room)
  }

  /** What I wrote leaves this device and is shown with what the plan did not take. */
  async #takeBack(because: TakenBackBecause): Promise<void> {
    if (this.#phase === 'takenBack' || this.#phase === 'closed') return
    const words = this.words()
    this.#room.stop()
    // Refused without a word of mine, it would be refused again each time.
    if (words.length === 0) return this.end()
    await this.#host.keep({ because, words })
    await this.#room.erase()
    this.#set('takenBack')
  }

  #changed(): void {
    const { link } = this.#room
    // Whoever could write last time can write again: a note begun here cannot collide with one that is not here yet.
    if (this.#phase === 'opening' && link.state === 'waiting') this.#set(this.#room.copy ? 'open' : 'unreachable')
    this.#host.changed()
  }

  #set(phase: SidePhase): void {
    if (phase === this.#phase || this.#phase === 'closed') return
    this.#phase = phase
    this.#listeners.tell()
  }
}
