import { randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import {
  type ClosingCode,
  closeCodeOf,
  type ErrorCode,
  POST_OVERHEAD,
  type PostResponse,
  readPost,
} from '@concord/schema'
import { readBytes } from './body.ts'
import type { Entrance, EntranceParts } from './entrance.ts'
import type { Asked, Asking } from './handshake.ts'
import type { Seat } from './seat.ts'
import { StreamWire } from './stream-wire.ts'

/** POSTs of one wire that may be on their way at once: one, and the same again because its answer was lost. */
const POSTS_AT_ONCE = 2
/** How long the answer to a POST is held back while its sender is read slowly. Less than a proxy waits. */
const HELD_FOR = 5_000

/** One client on the fallback. */
interface Stream {
  readonly room: string
  readonly wire: StreamWire
  readonly seat: Seat
  /** Number of the message that is taken next; what comes before it has been. */
  next: number
  posts: number
}

/** What a POST says before its body is read. */
export interface Posted extends Asking {
  readonly room: string
  /** Name of the wire, as the stream gave it. */
  readonly wire: string
  /** Bytes the body claims to have; undefined when it does not say. */
  readonly length: number | undefined
  readonly body: ReadableStream<Uint8Array> | null
}

/** The fallback where websockets are blocked: the same messages as server-sent events down and POSTs up. */
export class Streams {
  readonly #parts: Pick<EntranceParts, 'sessions' | 'clock' | 'limits'>
  readonly #entrance: Entrance
  readonly #open = new Map<string, Stream>()

  constructor(parts: Pick<EntranceParts, 'sessions' | 'clock' | 'limits'>, entrance: Entrance) {
    this.#parts = parts
    this.#entrance = entrance
  }

  /** Opens a stream on `response`; the code of a refusal when nothing was written to it. */
  async open(asked: Asked, asking: Asking, response: ServerResponse): Promise<ErrorCode | null> {
    const admitted = await this.#entrance.admit(asked, asking)
    if (typeof admitted === 'string') return admitted
    response.once('close', admitted.leave)
    if (response.destroyed) {
      admitted.leave()
      return null
    }
    let wire: StreamWire | undefined
    const opened = () => {
      wire ??= new StreamWire(response, this.#parts.clock)
      return wire
    }
    await this.#entrance.seat(admitted, {
      turnAway: (code) => opened().close(closeCodeOf(code), code),
      open: (sit) => this.#seat(asked.room?.name ?? '', opened(), response, sit),
    })
    return null
  }

  #seat(room: string, wire: StreamWire, response: ServerResponse, sit: (wire: StreamWire) => Seat): void {
    const name = randomBytes(16).toString('base64url')
    wire.introduce(name)
    const seat = sit(wire)
    this.#open.set(name, { room, wire, seat, next: 1, posts: 0 })
    response.on('drain', () => seat.drained())
    response.once('close', () => {
      this.#open.delete(name)
      seat.leave()
    })
  }

  /** Takes the messages of one POST, each once and in order, or refuses all of them. */
  async post(posted: Posted): Promise<PostResponse | ErrorCode> {
    if (!this.#entrance.isOwnPage(posted)) return 'notAllowed'
    const sessions = this.#parts.sessions.hashesIn(posted.cookie)
    if (sessions.length === 0) return 'signInNeeded'
    const stream = this.#open.get(posted.wire)
    const isTheirs = stream && sessions.includes(stream.seat.connection.session) && stream.room === posted.room
    if (!stream || !isTheirs || !stream.wire.isOpen) return 'notFound'
    if (stream.posts >= POSTS_AT_ONCE) return 'limitReached'
    stream.posts += 1
    try {
      return await this.#take(stream, posted)
    } finally {
      stream.posts -= 1
    }
  }

  async #take(stream: Stream, { length, body }: Posted): Promise<PostResponse | ErrorCode> {
    const { wire, seat } = stream
    const refuse = (code: ClosingCode, why: string): ErrorCode => {
      seat.connection.end(code, why)
      return code
    }
    const most = this.#parts.limits.message + POST_OVERHEAD
    const bytes = length !== undefined && length > most ? 'tooLarge' : await readBytes(body, most)
    if (bytes === 'tooLarge') return refuse(bytes, 'a POST')
    const post = bytes === 'cut' ? undefined : readPost(bytes)
    // Cut off or mangled on its way: nobody heard what it meant to say, and its sender may say it again.
    if (!post) return 'badRequest'
    seat.answered()
    const largest = post.messages.reduce((most, { length }) => Math.max(most, length), 0)
    if (largest > this.#parts.limits.message) return refuse('tooLarge', 'a message')
    for (const [index, message] of post.messages.entries()) {
      const number = post.first + index
      if (number > stream.next) break
      if (wire.isPaused) await wire.resumed(HELD_FOR)
      if (wire.isPaused || !wire.isOpen) break
      // Taken by an earlier POST, or by the same one sent twice while this waited.
      if (number !== stream.next) continue
      stream.next += 1
      seat.receive(message)
    }
    return { next: stream.next }
  }
}
