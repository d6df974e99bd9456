import type { Clock } from '../clock.ts'

/** Reads anew; what was read before of the same name may save a part of it. */
type Read<T> = (before: T | undefined) => Promise<T>

interface Reading<T> {
  readonly mark: string
  readonly value: Promise<T>
  /** Undefined while it is being read. */
  outcome?: 'read' | { readonly failedAt: number }
  /** What the newest reading of this name that did not fail told. */
  last?: T
  /** What is read when this one is over. */
  next?: { mark: string; read: Read<T>; readonly value: Promise<T> }
}

/**
 * Readings by name, each with the mark of what it was made from; the least used ones go. Of one name one is read at a
 * time: whoever asks meanwhile, and for something newer, shares the one that comes after it.
 */
export class Readings<T> {
  readonly #readings = new Map<string, Reading<T>>()
  readonly #most: number
  readonly #clock: Pick<Clock, 'now'> | null
  readonly #failuresFor: number

  /** A reading that failed is not tried again for so many milliseconds, as long as its mark is the same. */
  constructor(most: number, failures: { readonly keptFor: number; readonly clock: Pick<Clock, 'now'> } | null = null) {
    this.#most = most
    this.#clock = failures?.clock ?? null
    this.#failuresFor = failures?.keptFor ?? 0
  }

  /** The reading with this mark, read now if there is none. */
  get(name: string, mark: string, read: Read<T>): Promise<T> {
    const known = this.#readings.get(name)
    if (!known) return this.#begin(name, mark, read)
    this.#use(name, known)
    if (known.mark === mark && !this.#isForgotten(known)) return known.value
    if (known.outcome) return this.#begin(name, mark, read)
    if (known.next) Object.assign(known.next, { mark, read })
    else {
      const after = () => this.get(name, known.next!.mark, known.next!.read)
      known.next = { mark, read, value: known.value.then(after, after) }
    }
    return known.next!.value
  }

  #begin(name: string, mark: string, read: Read<T>): Promise<T> {
    const before = this.#readings.get(name)?.last
    const reading: Reading<T> = { mark, value: read(before), ...(before !== undefined && { last: before }) }
    reading.value.then(
      (value) => {
        reading.outcome = 'read'
        reading.last = value
      },
      () => {
        reading.outcome = { failedAt: this.#clock?.now() ?? 0 }
      },
    )
    this.#use(name, reading)
    for (const oldest of this.#readings.keys()) {
      if (this.#readings.size <= this.#most) break
      this.#readings.delete(oldest)
    }
    return reading.value
  }

  /** Makes it the one that was used last. */
  #use(name: string, reading: Reading<T>): void {
    this.#readings.delete(name)
    this.#readings.set(name, reading)
  }

  #isForgotten({ outcome }: Reading<T>): boolean {
    if (typeof outcome !== 'object') return false
    return !this.#clock || Math.abs(this.#clock.now() - outcome.failedAt) >= this.#failuresFor
  }
}
