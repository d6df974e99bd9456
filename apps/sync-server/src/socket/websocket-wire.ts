import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import type { Wire } from './wire.ts'

/**
 * A websocket. Ready-made frames go to the raw socket under it, past the library's own framing. A class, because an
 * object with getters of its own is a shape of its own to the engine, and a full room asks ten thousand times a second.
 */
export class WebsocketWire implements Wire {
  readonly #socket: WebSocket
  readonly #raw: Duplex

  constructor(socket: WebSocket, raw: Duplex) {
    this.#socket = socket
    this.#raw = raw
  }

  get isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN
  }
  get unsent(): number {
    return this.#raw.writableLength
  }
  get isPaused(): boolean {
    return this.#socket.isPaused
  }
  write(frames: Buffer): void {
    this.#raw.write(frames)
  }
  close(code: number, reason: string): void {
    this.#socket.close(code, reason)
  }
  cut(): void {
    this.#socket.terminate()
  }
  ping(): void {
    this.#socket.ping()
  }
  pause(): void {
    this.#socket.pause()
  }
  resume(): void {
    this.#socket.resume()
  }
}
