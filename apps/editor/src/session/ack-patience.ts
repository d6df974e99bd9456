/** Longest wait for an acknowledgement before the connection is taken for dead, whatever it claims. */
const PATIENCE_MS = 10_000

/** A connection that says nothing to what it was given is dead, even while it still looks open. */
export class AckPatience {
  readonly #onLost: () => void
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(onLost: () => void) {
    this.#onLost = onLost
  }

  /** An acknowledgement came, or none is awaited any more. */
  heard(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  /** Waits from the first moment on that an acknowledgement is due. */
  watch(isDue: boolean): void {
    if (!isDue) this.heard()
    else
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined
        this.#onLost()
      }, PATIENCE_MS)
  }
}
