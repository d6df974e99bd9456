import type { ServerResponse } from 'node:http'
import { type Bye, streamEvent } from '@concord/schema'
import type { Clock } from '../clock.ts'
import { messagesOf } from './frame.ts'
import type { Wire } from './wire.ts'

/** What proxies on the way need to know so that each event passes at once. */
const headers = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
}

const event = (name: string, data: string) => `event: ${name}\ndata: ${data}\n\n`

/** A room writes one buffer to everybody: it is put into events once. */
const inEvents = new WeakMap<Buffer, Buffer>()
function eventsOf(frames: Buffer): Buffer {
  const known = inEvents.get(frames)
  if (known) return known
  let text = ''
  for (const message of messagesOf(frames)) text += `data: ${message.toString('base64')}\n\n`
  const events = Buffer.from(text, 'latin1')
  inEvents.set(frames, events)
  return events
}

/** Down as server-sent events of one response; up by POSTs, which ask this wire whether they may go on. */
export class StreamWire implements Wire {
  readonly #response: ServerResponse
  readonly #clock: Clock
  #hasEnded = false
  #isPaused = false
  #waiting: (() => void)[] = []

  constructor(response: ServerResponse, clock: Clock) {
    this.#response = response
    this.#clock = clock
    response.writeHead(200, headers)
    response.on('error', () => this.cut())
    response.once('close', () => {
      this.#hasEnded = true
      this.#release()
    })
  }

  get isOpen(): boolean {
    return !this.#hasEnded
  }
  get unsent(): number {
    return this.#response.writableLength
  }
  get isPaused(): boolean {
    return this.#isPaused
  }

  /** Tells the client the name of this wire. */
  introduce(name: string): void {
    this.#response.write(event(streamEvent.wire, name))
  }

  write(frames: Buffer): void {
    if (this.isOpen) this.#response.write(eventsOf(frames))
  }

  close(code: number, reason: string): void {
    if (this.#hasEnded) return
    this.#hasEnded = true
    const said: Bye = { code, reason }
    this.#response.end(event(streamEvent.bye, JSON.stringify(said)))
    this.#release()
  }

  cut(): void {
    this.#response.destroy()
  }

  ping(): void {
    if (this.isOpen) this.#response.write(event(streamEvent.alive, '?'))
  }

  pause(): void {
    this.#isPaused = true
  }
  resume(): void {
    this.#isPaused = false
    this.#release()
  }

  /** Resolves as soon as more may be taken, the wire is gone, or `patience` milliseconds are over. */
  resumed(patience: number): Promise<void> {
    return new Promise((resolve) => {
      const stop = this.#clock.after(patience, resolve)
      this.#waiting.push(() => {
        stop()
        resolve()
      })
    })
  }

  #release(): void {
    for (const go of this.#waiting.splice(0)) go()
  }
}
