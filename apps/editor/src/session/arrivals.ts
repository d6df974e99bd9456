import * as Y from 'yjs'
import { piecesOf } from './pieces.ts'

/** What a piece should cost: the page answers between two of them. */
const GOAL_MS = 60
/** The longest pause after a piece. */
const LONGEST_PAUSE_MS = 50
/** Structs in the first piece, and the bounds that its cost moves the next ones within. */
const FIRST = 400
const FEWEST = 50
const MOST = 20_000
/** An update this long is cut. One struct takes some 20 bytes. */
const BYTES_PER_STRUCT = 20

type Arrival = { readonly update: Uint8Array } | { readonly act: () => void }

/**
 * Takes in what others wrote. One change alone is applied at once. What comes faster than the page can show it is
 * gathered, because the page shows hundreds of changes in one go almost as quickly as one; and what is too much for
 * one go is taken in pieces, so that the page goes on answering keys.
 */
export class Arrivals {
  readonly #doc: Y.Doc
  readonly #origin: unknown
  #waiting: Arrival[] = []
  #timer: ReturnType<typeof setTimeout> | undefined
  #pauseUntil = 0
  /** Structs one piece may hold. */
  #size = FIRST

  /** @param origin of the transactions in which updates are applied */
  constructor(doc: Y.Doc, origin: unknown) {
    this.#doc = doc
    this.#origin = origin
  }

  /** An update arrived. */
  add(update: Uint8Array): void {
    this.#waiting.push({ update })
    this.#proceed()
  }

  /** Does something once everything that arrived before it has been taken in. */
  after(act: () => void): void {
    this.#waiting.push({ act })
    this.#proceed()
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#waiting = []
  }

  #proceed(): void {
    if (this.#timer !== undefined) return
    const pause = this.#pauseUntil - performance.now()
    if (pause <= 0 && this.#waiting.length === 1) this.#takePiece()
    if (this.#waiting.length > 0) this.#timer = setTimeout(this.#wake, Math.max(0, pause))
  }

  #wake = () => {
    this.#timer = undefined
    this.#takePiece()
    this.#proceed()
  }

  #takePiece(): void {
    this.#act()
    const began = performance.now()
    const most = isHidden() ? Number.POSITIVE_INFINITY : this.#size * BYTES_PER_STRUCT
    const taken: Uint8Array[] = []
    let bytes = 0
    for (let next = this.#waiting[0]; next && 'update' in next; next = this.#waiting[0]) {
      const { update } = next
      if (bytes > 0 && bytes + update.length > most) break
      this.#waiting.shift()
      const [first = update, ...rest] = update.length > most ? this.#cut(update) : [update]
      taken.push(first)
      bytes += first.length
      this.#waiting.unshift(...rest.map((piece) => ({ update: piece })))
    }
    if (taken.length === 0) return
    Y.transact(
      this.#doc,
      () => {
        for (const update of taken) Y.applyUpdate(this.#doc, update, this.#origin)
      },
      this.#origin,
      false,
    )
    this.#learn(performance.now() - began, bytes / most)
    this.#act()
  }

  /** Does what stands before the next update. */
  #act(): void {
    for (let next = this.#waiting[0]; next && 'act' in next; next = this.#waiting[0]) {
      this.#waiting.shift()
      next.act()
    }
  }

  #cut(update: Uint8Array): readonly Uint8Array[] {
    return piecesOf(update, this.#doc, { structs: this.#size, bytes: this.#size * BYTES_PER_STRUCT })
  }

  /** Bigger pieces when they are cheap, smaller ones when not, and a pause in which the page draws and answers. */
  #learn(cost: number, share: number): void {
    if (cost > GOAL_MS) this.#size = Math.max(FEWEST, Math.floor((this.#size * GOAL_MS) / cost))
    else if (share > 0.5) this.#size = Math.min(MOST, Math.ceil(this.#size * Math.min(2, GOAL_MS / Math.max(1, cost))))
    this.#pauseUntil = performance.now() + Math.min(LONGEST_PAUSE_MS, cost)
  }
}

/** A page nobody sees has no keys to answer, and its timers are slow. */
const isHidden = () => globalThis.document?.hidden === true
