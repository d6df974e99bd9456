import { EventEmitter } from 'node:events'

/** The response of a stream as the server sees it: what was written leaves when the simulation says so. */
export class SimulatedResponse extends EventEmitter {
  readonly events: string[] = []
  destroyed = false
  readonly #written: (event: string) => void
  readonly #cut: () => void

  /** `written` hears of each event as it is written, `cut` that the server ends the line without a word. */
  constructor(written: (event: string) => void, cut: () => void) {
    super()
    this.#written = written
    this.#cut = cut
  }

  get writableLength(): number {
    return this.events.reduce((sum, { length }) => sum + length, 0)
  }
  writeHead(): void {}

  write(chunk: Buffer | string): void {
    if (this.destroyed) return
    for (const event of chunk.toString().split('\n\n')) {
      if (event === '') continue
      this.#written(event)
      this.events.push(event)
    }
  }
  end(chunk: string): void {
    this.write(chunk)
  }
  destroy(): void {
    this.#cut()
  }

  /** One event has left. */
  take(): string | undefined {
    const event = this.events.shift()
    if (this.events.length === 0) this.emit('drain')
    return event
  }

  /** The line is gone, and the server hears of it. */
  close(): void {
    if (this.destroyed) return
    this.destroyed = true
    this.emit('close')
  }
}
