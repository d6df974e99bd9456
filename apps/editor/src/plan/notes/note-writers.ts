import type { NoteId, NoteWritersResponse } from '@concord/schema'
import { Listeners } from '../../session/listeners.ts'
import type { SideConnection } from '../../session/side-connection.ts'
import type { NoteStore } from './note-store.ts'

type Written = NoteWritersResponse['notes'][NoteId]

/** Asked a moment after the last change; without an answer later each time. Milliseconds. */
const AFTER_CHANGE = 1_000
const AFTER_SILENCE = 5_000
const AFTER_SILENCE_AT_MOST = 60_000

/** Who wrote the notes of my side: as the server tells it, since a note itself could say anything. */
export class NoteWriters {
  readonly #ask: () => Promise<NoteWritersResponse>
  readonly #store: NoteStore
  readonly #side: Pick<SideConnection, 'phase' | 'subscribe' | 'hasUnsaved'>
  readonly #listeners = new Listeners()
  readonly #stopWatching: () => void
  #told: NoteWritersResponse['notes'] = {}
  #timer: ReturnType<typeof setTimeout> | undefined
  #silence = AFTER_SILENCE
  #isOver = false

  constructor(ask: () => Promise<NoteWritersResponse>, store: NoteStore, side: SideConnection) {
    this.#ask = ask
    this.#store = store
    this.#side = side
    this.#stopWatching = side.subscribe(this.#wantSoon)
    store.doc.on('update', this.#wantSoon)
    this.#wantSoon()
  }

  readonly subscribe = (listener: () => void): (() => void) => this.#listeners.add(listener)

  /** Undefined while the server has not told it, as for a note that has not reached it. */
  of(note: NoteId): Written | undefined {
    return this.#told[note]
  }

  destroy(): void {
    this.#isOver = true
    clearTimeout(this.#timer)
    this.#stopWatching()
    this.#store.doc.off('update', this.#wantSoon)
  }

  #wantSoon = () => this.#want(AFTER_CHANGE)

  #want(after: number): void {
    clearTimeout(this.#timer)
    if (!this.#isOver) this.#timer = setTimeout(() => void this.#look(), after)
  }

  async #look(): Promise<void> {
    if (!this.#store.hasWords || this.#side.phase() !== 'open') return
    // What I have just written is told when it has got there.
    const isBehind = this.#side.hasUnsaved
    try {
      this.#told = (await this.#ask()).notes
      this.#silence = AFTER_SILENCE
      this.#listeners.tell()
      if (isBehind) this.#wantSoon()
    } catch {
      this.#want(this.#silence)
      this.#silence = Math.min(2 * this.#silence, AFTER_SILENCE_AT_MOST)
    }
  }
}
