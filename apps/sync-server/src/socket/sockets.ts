import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type ClosingCode, closeCodeOf, type ErrorCode, errorTable, SCHEMA_VERSION } from '@concord/schema'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Clock, Stop } from '../clock.ts'
import type { Limits } from '../limits.ts'
import type { Log } from '../log.ts'
import { parseRoomName, type RoomName } from '../room/room-name.ts'
import type { Rooms } from '../room/rooms.ts'
import type { Session, Sessions } from '../session/sessions.ts'
import type { Admission, Store } from '../store/store.ts'
import { accessOf } from './access.ts'
import { Connection } from './connection.ts'
import { Crowd } from './crowd.ts'
import { RateGate } from './rate-gate.ts'
import { websocketWire } from './websocket-wire.ts'
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
}

interface Asked {
  readonly room: RoomName | undefined
  readonly wantsNotices: boolean
  /** Undefined when none is stated; null when what is stated is no version. */
  readonly schema: number | undefined | null
}

const refusalOf = (code: ErrorCode, reference: string) => {
  const { http } = errorTable[code]
  const body = JSON.stringify({ error: { code, message: code, reference } })
  return `HTTP/1.1 ${http} ${code}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}

/** The websocket side of the server: handshake, the sockets that are open, and their end. */
export class Sockets {
  readonly #parts: SocketParts
  readonly #server: WebSocketServer
  readonly #crowd: Crowd
  readonly #wheel: Wheel
  #stopWheel: Stop
  #isStopping = false
  #nextId = 0

  constructor(parts: SocketParts) {
    this.#parts = parts
    this.#crowd = new Crowd(parts.limits)
    this.#server = new WebSocketServer({
      noServer: true,
      maxPayload: parts.limits.message,
      perMessageDeflate: false,
      clientTracking: false,
    })
    this.#wheel = new Wheel(parts, this.#crowd)
    this.#stopWheel = parts.clock.every(Wheel.TURN, () => this.#wheel.turn())
  }

  /** Open sockets. */
  get count(): number {
    return this.#crowd.size
  }

  /** Handles one upgrade request from its first byte to an open socket or a refusal. */
  async upgrade(request: IncomingMessage, raw: Duplex, head: Buffer): Promise<void> {
    // Before anything else: an error nobody listens to would end the process.
    raw.on('error', () => raw.destroy())
    this.#nextId += 1
    const reference = `u${this.#nextId}`
    const refuse = (code: ErrorCode) => {
      this.#parts.log.info({ reference, code }, 'upgrade refused')
      raw.end(refusalOf(code, reference))
    }
    try {
      if (this.#isStopping) return refuse('restarting')
      const asked = readRequest(request)
      if (!asked) return refuse('notFound')
      const { origin, host, cookie } = request.headers
      if (origin !== undefined && !this.#parts.isOurOrigin(origin, host)) return refuse('notAllowed')
      const admitted = await this.#parts.sessions.admit(cookie, asked.room?.plan ?? '')
      if (!admitted) return refuse('signInNeeded')
      const { session, admission } = admitted
      const address = request.socket.remoteAddress ?? ''
      const leave = this.#crowd.enter(session.person, address)
      if (!leave) return refuse('limitReached')
      try {
        await this.#open(request, raw, head, asked, session, admission, address, leave)
      } catch (error) {
        leave()
        throw error
      }
    } catch (error) {
      this.#parts.log.error({ reference, cause: (error as Error).message }, 'upgrade failed')
      refuse('storeUnavailable')
    }
  }

  /** Looks at the rights of open sockets again, at once: of one person, or of everybody. */
  recheck(person?: string): Promise<void> {
    return this.#wheel.recheck(person)
  }

  /** Closes every socket so that its client comes back, spread over time so that not all come at once. */
  async stop(spread: number): Promise<void> {
    this.#isStopping = true
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

  async #open(
    request: IncomingMessage,
    raw: Duplex,
    head: Buffer,
    { room: name, schema, wantsNotices }: Asked,
    session: Session,
    admission: Admission,
    address: string,
    leave: () => void,
  ): Promise<void> {
    const { rooms, clock, limits, log } = this.#parts
    const closed = (code: ClosingCode) =>
      this.#accept(request, raw, head, (socket) => socket.close(closeCodeOf(code), code), leave)
    if (schema === null) return closed('badRequest')
    const access = name && accessOf(admission, name, schema, clock.now())
    if (!name || !access) return closed('notFound')
    try {
      await rooms.with(name, (room) => {
        this.#accept(
          request,
          raw,
          head,
          (socket) => {
            this.#nextId += 1
            const wire = websocketWire(socket, raw)
            const connection = new Connection({
              id: this.#nextId,
              wire,
              access,
              session: session.hash,
              person: session.person,
              address,
              wantsNotices,
              // What this server does not know yet cannot have been written through it.
              schema: schema === undefined ? undefined : Math.min(schema, SCHEMA_VERSION),
              limits,
              now: () => clock.now(),
            })
            const gate = new RateGate(limits, clock, wire, () => room.isSwollen || rooms.bytesInLine > limits.inLine)
            this.#crowd.add(connection, room)
            socket.on('message', (data, isBinary) => {
              if (!connection.isOpen) return
              if (!isBinary) return connection.end('badFrame', 'text')
              gate.count()
              try {
                room.receive(connection, data as Buffer)
              } catch (error) {
                log.error({ connection: connection.id, cause: (error as Error).message }, 'a message failed')
                connection.end('badFrame')
              }
            })
            socket.on('pong', () => {
              connection.unanswered = 0
            })
            socket.on('close', (code) => {
              gate.stop()
              room.leave(connection)
              this.#crowd.remove(connection)
              log.debug({ connection: connection.id, code }, 'socket closed')
            })
            raw.on('drain', () => {
              const seq = connection.takeBacklog()
              if (seq !== null && connection.isOpen) room.catchUp(connection, seq)
            })
            room.join(connection)
            log.debug({ connection: connection.id, room: name.name, role: access.identity.role }, 'socket opened')
          },
          leave,
        )
      })
    } catch (error) {
      log.error({ room: name.name, cause: (error as Error).message }, 'a room did not open')
      closed('storeUnavailable')
    }
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

/** `/sync/<room>?schema=<n>&saved=1`; undefined for any other path. */
function readRequest(request: IncomingMessage): Asked | undefined {
  const url = URL.parse(request.url ?? '', 'http://concord')
  const path = url?.pathname.match(/^\/sync\/([^/]*)$/)
  if (!url || !path) return undefined
  const stated = url.searchParams.get('schema')
  return {
    room: parseRoomName(decoded(path[1]!)),
    wantsNotices: url.searchParams.get('saved') === '1',
    schema: stated === null ? undefined : /^\d{1,6}$/.test(stated) ? Number(stated) : null,
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return ''
  }
}
