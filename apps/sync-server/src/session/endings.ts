/** How a session ended: for good, or because the same browser has a newer one of the same person. */
export type Ending = 'over' | 'renewed'

/** Hears of sessions that ended before their time, by their hashes. */
export type HearsOfEndings = (hashes: readonly string[], ending: Ending) => void

/** The one place where the end of a session is told, so that nothing stays open that was opened by it. */
export class Endings {
  readonly #listeners: HearsOfEndings[] = []

  listen(listener: HearsOfEndings): void {
    this.#listeners.push(listener)
  }

  tell(hashes: readonly string[], ending: Ending): void {
    if (hashes.length > 0) for (const listener of this.#listeners) listener(hashes, ending)
  }
}
