import { Listeners } from './listeners.ts'
import { isSameSaveState, type SaveState } from './save-state.ts'

/** How long everything must be saved before it is said. */
const QUIET_MS = 250

/**
 * The save state as the page says it: at once when something is not saved any more, and Saved only after a short
 * quiet. While somebody types, each letter is saved before the next one comes: nothing flickers, and the page does not
 * render twice for every key.
 */
export class CalmSave {
  readonly #listeners = new Listeners()
  #shown: SaveState
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(save: SaveState) {
    this.#shown = save
  }

  readonly shown = (): SaveState => this.#shown
  readonly subscribe = (listener: () => void): (() => void) => this.#listeners.add(listener)

  /** The state is another one. */
  take(save: SaveState): void {
    clearTimeout(this.#timer)
    const isRelief = save.kind === 'saved' && this.#shown.kind !== 'saved'
    if (isRelief) this.#timer = setTimeout(() => this.#show(save), QUIET_MS)
    else this.#show(save)
  }

  #show(save: SaveState): void {
    if (isSameSaveState(save, this.#shown)) return
    this.#shown = save
    this.#listeners.tell()
  }
}
