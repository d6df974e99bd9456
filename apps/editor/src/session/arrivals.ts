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
/** After so long without anything, what the last pieces cost says nothing about the next one. */
const FORGET_MS = 1000
/** An update this long is cut. One struct takes some 20 bytes. */
const BYTES_PER_STRUCT = 20
/** A Y.Doc that holds nothing takes this much at once: cutting costs more than taking it, and no key waits for an answer. */
const FIRST_BYTES = 1024 * 1024
/** Writing an update this long out again is felt. */
const LONG = 16 * 1024

/** What stays whole is not cut any more. */
type Arrival = { readonly update: Uint8Array; readonly staysWhole: boolean } | { readonly act: () => void }

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
  #tookAt = Number.NEGATIVE_INFINITY
  /** Structs one piece may hold. */
  #size = FIRST

  /** @param origin of the transactions in which updates are applied */
  constructor(doc: Y.Doc, origin: unknown) {
    this.#doc = doc
    this.#origin = origin
  }

  /** An update arrived. */
  add(update: Uint8Array): void {
    this.#waiting.push({ update, staysWhole: false })
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
    // A page that opens takes in very much at once, because nothing of it is shown yet.
    if (began - this.#tookAt > FORGET_MS) this.#size = Math.min(this.#size, FIRST)
    const most = this.#most()
    const taken: Uint8Array[] = []
    let bytes = 0
    for (let next = this.#waiting[0]; next && 'update' in next; next = this.#waiting[0]) {
      const { update, staysWhole } = next
      if (bytes > 0 && bytes + update.length > most) break
      this.#waiting.shift()
      if (update.length > most && !staysWhole) {
        // Cutting is work enough for one go. What follows may be cut again when the first one turns out to be too much.
        this.#waiting.unshift(...this.#cut(update).map((piece, at) => ({ update: piece, staysWhole: at === 0 })))
        return
      }
      taken.push(update)
      bytes += update.length
    }
    if (taken.length === 0) return
    const isOpening = taken.length === 1 && bytes > LONG && this.#isFresh
    if (isOpening) applyFirst(this.#doc, taken[0]!, this.#origin)
    else
      Y.transact(
        this.#doc,
        () => {
          for (const update of taken) Y.applyUpdate(this.#doc, update, this.#origin)
        },
        this.#origin,
        false,
      )
    this.#learn(performance.now() - began, bytes / most)
    // Nothing of it is on the screen yet: who waits for the plan waits for no pause.
    if (isOpening) this.#pauseUntil = 0
    this.#act()
  }

  /** Bytes that may be taken in one go. */
  #most(): number {
    if (isHidden()) return Number.POSITIVE_INFINITY
    return this.#isFresh ? FIRST_BYTES : this.#size * BYTES_PER_STRUCT
  }

  /** The Y.Doc holds nothing yet. */
  get #isFresh(): boolean {
    return this.#doc.store.clients.size === 0
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
    this.#tookAt = performance.now()
    this.#pauseUntil = this.#tookAt + Math.min(LONGEST_PAUSE_MS, cost)
  }
}

/** A page nobody sees has no keys to answer, and its timers are slow. */
const isHidden = () => globalThis.document?.hidden === true

/**
 * Applies the first update of a Y.Doc. Yjs would write a whole plan out once more for those who listen, only to say what
 * this update says already: they are told with the update itself.
 */
function applyFirst(doc: Y.Doc, update: Uint8Array, origin: unknown): void {
  const listeners = doc._observers.get('update')
  doc._observers.delete('update')
  let transaction: Y.Transaction | undefined
  doc.once('afterTransaction', (done: Y.Transaction) => {
    transaction = done
  })
  try {
    Y.applyUpdate(doc, update, origin)
  } finally {
    if (listeners) doc._observers.set('update', listeners)
  }
  if (transaction) doc.emit('update', [update, origin, doc, transaction])
}
