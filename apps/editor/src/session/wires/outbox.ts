import { encodePost } from '@concord/schema'

/** Bytes of messages in one POST; a single larger message goes alone. */
const BATCH_BYTES = 256 * 1024
const BATCH_MESSAGES = 1_000
/** Presence waits this long for something it can go with. */
const PRESENCE_MS = 250
/** How long a POST that gets no answer is said again before the wire is given up. */
const PATIENCE_MS = 20_000
const LONGEST_PAUSE_MS = 4_000

/**
 * Sends one POST and answers which message the server expects next, or 'gone' when it does not know the wire any more.
 * Rejects when nobody can say whether it arrived, or when it may be said again later.
 */
export type SendPost = (body: Uint8Array<ArrayBuffer>) => Promise<number | 'gone'>

/**
 * Messages on their way up, numbered and in order, one POST at a time: what comes meanwhile goes with the next one. A
 * POST without an answer is said again under the same numbers, which the server takes once.
 */
export class Outbox {
  readonly #post: SendPost
  readonly #onGone: () => void
  /** Messages the server is not known to have taken; the first of them has number `#first`. */
  #queue: Uint8Array[] = []
  #first = 1
  #presence: Uint8Array | null = null
  #presenceTimer: ReturnType<typeof setTimeout> | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #isWanted = false
  #isBusy = false
  #isClosed = false
  #failures = 0
  #failingSince = 0

  constructor(post: SendPost, onGone: () => void) {
    this.#post = post
    this.#onGone = onGone
  }

  send(message: Uint8Array): void {
    this.#queue.push(message)
    this.#go()
  }

  /** Where I am: only the newest matters, and it may wait for something to go with. */
  sendPresence(message: Uint8Array): void {
    this.#presence = message
    this.#presenceTimer ??= setTimeout(() => this.#go(), PRESENCE_MS)
  }

  /** Gives the server a sign of life, with messages or without. */
  answer(): void {
    this.#go()
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#timer)
    clearTimeout(this.#presenceTimer)
  }

  #go(): void {
    if (this.#isWanted || this.#isClosed) return
    this.#isWanted = true
    // What is said in one turn goes in one POST.
    if (!this.#isBusy) queueMicrotask(() => void this.#pump())
  }

  async #pump(): Promise<void> {
    this.#isBusy = true
    while (this.#isWanted && !this.#isClosed) {
      this.#isWanted = false
      this.#takePresence()
      const messages = this.#batch()
      const last = this.#first + messages.length
      const next = await this.#post(encodePost({ first: this.#first, messages })).catch(() => null)
      if (this.#isClosed) return
      if (next === null) return this.#again()
      this.#failures = 0
      // A server that expects what was never said, or what it had taken already, is not the one this wire led to.
      if (next === 'gone' || next < this.#first || next > last) return this.#giveUp()
      this.#queue.splice(0, next - this.#first)
      this.#first = next
      if (this.#queue.length > 0) this.#isWanted = true
    }
    this.#isBusy = false
  }

  #takePresence(): void {
    clearTimeout(this.#presenceTimer)
    this.#presenceTimer = undefined
    if (this.#presence) this.#queue.push(this.#presence)
    this.#presence = null
  }

  #batch(): Uint8Array[] {
    let bytes = 0
    const fits = (message: Uint8Array, at: number) => {
      bytes += message.length
      return at === 0 || (bytes <= BATCH_BYTES && at < BATCH_MESSAGES)
    }
    const end = this.#queue.findIndex((message, at) => !fits(message, at))
    return this.#queue.slice(0, end < 0 ? this.#queue.length : end)
  }

  #again(): void {
    if (this.#failures === 0) this.#failingSince = performance.now()
    if (performance.now() - this.#failingSince > PATIENCE_MS) {
      this.#giveUp()
      return
    }
    this.#failures += 1
    this.#isWanted = true
    const pause = Math.min(LONGEST_PAUSE_MS, 100 * 2 ** this.#failures) * (0.5 + Math.random() / 2)
    this.#timer = setTimeout(() => void this.#pump(), pause)
  }

  #giveUp(): void {
    this.close()
    this.#onGone()
  }
}
