/** Readings by name, each with the mark of what it was made from; the least used ones go. */
export class Readings<T> {
  readonly #readings = new Map<string, { readonly mark: string; readonly value: Promise<T> }>()
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  /** The reading with this mark, read now if there is none; one that failed is not kept. */
  get(name: string, mark: string, read: () => Promise<T>): Promise<T> {
    const known = this.#readings.get(name)
    this.#readings.delete(name)
    const reading = known?.mark === mark ? known : { mark, value: read() }
    this.#readings.set(name, reading)
    reading.value.catch(() => this.#readings.get(name) === reading && this.#readings.delete(name))
    for (const oldest of this.#readings.keys()) {
      if (this.#readings.size <= this.#most) break
      this.#readings.delete(oldest)
    }
    return reading.value
  }
}
