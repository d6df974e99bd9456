import type { Clock, Stop } from '../clock.ts'
import type { Limits } from '../limits.ts'
import type { Wire } from './wire.ts'

/** Reads a socket that sends too fast more slowly: nothing is dropped and nobody is closed. */
export class RateGate {
  readonly #limits: Limits
  readonly #clock: Clock
  readonly #wire: Wire
  readonly #isCrowded: () => boolean
  #credit: number
  #countedAt: number
  #stop: Stop = () => {}

  /** `isCrowded` says that more has come in than can be dealt with: then the socket is read more slowly too. */
  constructor(limits: Limits, clock: Clock, wire: Wire, isCrowded: () => boolean = () => false) {
    this.#limits = limits
    this.#clock = clock
    this.#wire = wire
    this.#isCrowded = isCrowded
    this.#credit = limits.messageBurst
    this.#countedAt = clock.elapsed()
  }

  /** One message came in. */
  count(): void {
    const { messagesPerSecond, messageBurst } = this.#limits
    const now = this.#clock.elapsed()
    const earned = ((now - this.#countedAt) / 1000) * messagesPerSecond
    this.#credit = Math.min(messageBurst, this.#credit + earned) - 1
    this.#countedAt = now
    if ((this.#credit >= 0 && !this.#isCrowded()) || this.#wire.isPaused) return
    this.#wire.pause()
    this.#resumeLater()
  }

  #resumeLater(): void {
    this.#stop = this.#clock.after(100, () => {
      if (this.#isCrowded()) this.#resumeLater()
      else this.#wire.resume()
    })
  }

  stop(): void {
    this.#stop()
  }
}
