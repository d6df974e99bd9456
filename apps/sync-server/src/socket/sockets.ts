import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { closeCodeOf, type ErrorCode, errorTable } from '@concord/schema'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Clock, Stop } from '../clock.ts'
import type { ReadAddress } from '../http/network-address.ts'
import type { Limits } from '../limits.ts'
import type { Log } from '../log.ts'
import type { Rooms } from '../room/rooms.ts'
import type { Holder, Sessions } from '../session/sessions.ts'
import type { Store } from '../store/store.ts'
import { Crowd } from './crowd.ts'
import { Entrance } from './entrance.ts'
import { readUpgrade } from './handshake.ts'
import { Streams } from './streams.ts'
import { WebsocketWire } from './websocket-wire.ts'
import { Wheel } from './wheel.ts'

export interface SocketParts {
  readonly store: Store
  readonly rooms: Rooms
  readonly sessions: Sessions
  readonly clock: Clock
  readonly limits: Limits
  readonly log: Log
  /** Whether a browser page of this origin may open a socket at this host. */
  readonly isOurOrigin: (origin: string, host: string | undefined) => boolean
  readonly readAddress: ReadAddress
}

const refusalOf = (code: ErrorCode, reference: string) => {
  const { http } = errorTable[code]
  const body = JSON.stringify({ error: { code, message: code, reference } })
  return `HTTP/1.1 ${http} ${code}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}

/** Everybody who is connected: websockets from their upgrade on, the streams of the fallback, and the end of both. */
export class Sockets {
  /** The fallback where websockets are blocked. */
  readonly streams: Streams
  readonly #parts: SocketParts
  readonly #server: WebSocketServer
  readonly #crowd: Crowd
  readonly #entrance: Entrance
  readonly #wheel: Wheel
  #stopWheel: Stop
  #upgrades = 0

  constructor(parts: SocketParts) {
    this.#parts = parts
    this.#crowd = new Crowd(parts.limits)
    this.#entrance = new Entrance(parts, this.#crowd)
    this.streams = new Streams(parts, this.#entrance)
    this.#server = new WebSocketServer({
      noServer: true,
      maxPayload: parts.limits.message,
      perMessageDeflate: false,
      clientTracking: false,
    })
    this.#wheel = new Wheel(parts, this.#crowd)
    parts.sessions.endings.listen((hashes, ending) => this.#wheel.end(hashes, ending))
    this.#stopWheel = parts.clock.every(Wheel.TURN, () => this.#wheel.turn())
  }

  /** Open connections, of either kind. */
  get count(): number {
    return this.#crowd.size
  }

  /** Handles one upgrade request from its first byte to an open socket or a refusal. */
  async upgrade(request: IncomingMessage, raw: Duplex, head: Buffer): Promise<void> {
    // Before anything else: an error nobody listens to would end the process.
    raw.on('error', () => raw.destroy())
    this.#upgrades += 1
    const reference = `u${this.#upgrades}`
    const refuse = (code: ErrorCode) => {
      this.#parts.log.info({ reference, code }, 'upgrade refused')
      raw.end(refusalOf(code, reference))
    }
    try {
      const asked = readUpgrade(request.url)
      if (!asked) return refuse('notFound')
      const { origin, host, cookie } = request.headers
      const address = this.#parts.readAddress(request)
      const admitted = await this.#entrance.admit(asked, { origin, host, cookie, address })
      if (typeof admitted === 'string') return refuse(admitted)
      const accept = (use: (socket: WebSocket) => void) => this.#accept(request, raw, head, use, admitted.leave)
      await this.#entrance.seat(admitted, {
        turnAway: (code) => accept((socket) => socket.close(closeCodeOf(code), code)),
        open: (sit) =>
          accept((socket) => {
            const seat = sit(new WebsocketWire(socket, raw))
            socket.on('message', (data, isBinary) => {
              if (isBinary) seat.receive(data as Buffer)
              else seat.connection.end('badFrame', 'text')
            })
            socket.on('pong', () => seat.answered())
            socket.on('close', () => seat.leave())
            raw.on('drain', () => seat.drained())
          }),
      })
    } catch (error) {
      this.#parts.log.error({ reference, cause: (error as Error).message }, 'upgrade failed')
      refuse('storeUnavailable')
    }
  }

  /** Looks at rights again, at once: of one person, of all who came through one link, or of everybody connected. */
  recheck(whose?: Holder): Promise<void> {
    return this.#wheel.recheck(whose)
  }

  /** Closes every connection so that its client comes back, spread over time so that not all come at once. */
  async stop(spread: number): Promise<void> {
    this.#entrance.isClosed = true
    this.#stopWheel()
    const all = [...this.#crowd.connections]
    const pause = Math.min(spread / Math.max(all.length, 1), 20)
    await Promise.all(
      all.map(async (connection, index) => {
        if (pause * index >= 1) await this.#after(pause * index)
        connection.end('restarting')
      }),
    )
    if (this.#crowd.size > 0) await Promise.race([this.#crowd.empty(), this.#after(1_000)])
    for (const connection of this.#crowd.connections) connection.cut()
  }

  #after(ms: number): Promise<void> {
    return new Promise((resolve) => this.#parts.clock.after(ms, resolve))
  }

  #accept(request: IncomingMessage, raw: Duplex, head: Buffer, use: (socket: WebSocket) => void, leave: () => void) {
    raw.once('close', leave)
    if (raw.destroyed) return leave()
    this.#server.handleUpgrade(request, raw, head, (socket) => {
      socket.on('error', () => {
        // Malformed and oversized frames end here; the library has closed the socket with the right code already.
      })
      use(socket)
    })
  }
}
