import type { WebSocket } from 'ws'
import type { Clock, Stop } from '../clock.ts'
import type { Limits } from '../limits.ts'

/** Reads a socket that sends too fast more slowly: nothing is dropped and nobody is closed. */
export class RateGate {
  readonly #limits: Limits
  readonly #clock: Clock
  readonly #socket: WebSocket
  #credit: number
  #countedAt: number
  #stop: Stop = () => {}

  constructor(limits: Limits, clock: Clock, socket: WebSocket) {
    this.#limits = limits
    this.#clock = clock
    this.#socket = socket
    this.#credit = limits.messageBurst
    this.#countedAt = clock.now()
  }

  /** One message came in. */
  count(): void {
    const { messagesPerSecond, messageBurst } = this.#limits
    const now = this.#clock.now()
    const earned = ((now - this.#countedAt) / 1000) * messagesPerSecond
    this.#credit = Math.min(messageBurst, this.#credit + earned) - 1
    this.#countedAt = now
    if (this.#credit >= 0 || this.#socket.isPaused) return
    this.#socket.pause()
    this.#stop = this.#clock.after(100, () => this.#socket.resume())
  }

  stop(): void {
    this.#stop()
  }
}
