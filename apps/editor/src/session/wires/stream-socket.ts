import { bye, messageType, POST_TYPE, postResponse, streamEvent, WIRE_HEADER } from '@concord/schema'
import { fromBase64 } from 'lib0/buffer'
import { Outbox, type SendPost } from './outbox.ts'
import { BROKEN, type Ended, type SocketLike } from './socket-like.ts'

/** A POST without an answer for so long is taken for lost. Longer than the server holds one back. */
const ANSWER_MS = 15_000
/** After the server does not know the wire any more, how long its goodbye may still be on the way. */
const GOODBYE_MS = 1_000

/** Refusals that the same POST may get over. */
const isPassing = (status: number) => status === 400 || status === 408 || status === 429 || status >= 500

/** The fallback where websockets are blocked: messages down as server-sent events, up as POSTs. */
export class StreamSocket implements SocketLike {
  binaryType = 'arraybuffer'
  readyState = 0
  readonly OPEN = 1
  onopen: SocketLike['onopen'] = null
  onmessage: SocketLike['onmessage'] = null
  onerror: SocketLike['onerror'] = null
  onclose: SocketLike['onclose'] = null
  readonly #source: EventSource
  readonly #presenceClock: () => number
  #toldClock = -1
  #outbox: Outbox | null = null

  /**
   * `url` is that of the websocket. `presenceClock` tells one state of my presence from the next: what others told us
   * is not told them again.
   */
  constructor(url: string, presenceClock: () => number) {
    this.#presenceClock = presenceClock
    const up = new URL(url.replace(/^ws/, 'http'))
    const down = `${up.origin}${up.pathname}/events${up.search}`
    this.#source = new EventSource(down)
    this.#source.addEventListener(streamEvent.wire, (event) => {
      this.#outbox = new Outbox(postTo(`${up.origin}${up.pathname}`, event.data), () => this.#onGone())
      this.readyState = this.OPEN
      this.onopen?.(event)
    })
    this.#source.addEventListener('message', (event) => this.onmessage?.({ data: fromBase64(event.data).buffer }))
    this.#source.addEventListener(streamEvent.alive, () => this.#outbox?.answer())
    this.#source.addEventListener(streamEvent.bye, (event) => {
      const said = bye.safeParse(JSON.parse(event.data))
      this.#end(said.success ? said.data : { code: BROKEN, reason: '' })
    })
    // It would come back by itself, as another wire: that is for the provider to decide.
    this.#source.addEventListener('error', () => this.#end({ code: BROKEN, reason: '' }))
  }

  send(message: Uint8Array): void {
    if (message[0] === messageType.presence) this.#sendPresence(message)
    else this.#outbox?.send(message)
  }

  #sendPresence(message: Uint8Array): void {
    const clock = this.#presenceClock()
    if (clock === this.#toldClock) return
    this.#toldClock = clock
    this.#outbox?.sendPresence(message)
  }

  close(): void {
    this.readyState = 3
    this.#source.close()
    this.#outbox?.close()
  }

  #onGone(): void {
    setTimeout(() => this.#end({ code: BROKEN, reason: '' }), GOODBYE_MS)
  }

  #end(ended: Ended): void {
    if (this.readyState === 3) return
    this.close()
    this.onclose?.(ended)
  }
}

const postTo =
  (url: string, wire: string): SendPost =>
  async (body) => {
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers: { 'content-type': POST_TYPE, [WIRE_HEADER]: wire },
      signal: AbortSignal.timeout(ANSWER_MS),
    })
    if (isPassing(response.status)) throw new Error(`${response.status}`)
    return response.ok ? postResponse.parse(await response.json()).next : 'gone'
  }
