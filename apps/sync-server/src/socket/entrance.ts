import { type ClosingCode, type ErrorCode, SCHEMA_VERSION } from '@concord/schema'
import type { Entered, Sessions } from '../session/sessions.ts'
import { accessOf } from './access.ts'
import { Connection } from './connection.ts'
import type { Crowd } from './crowd.ts'
import type { Asked, Asking } from './handshake.ts'
import { RateGate } from './rate-gate.ts'
import { Seat } from './seat.ts'
import type { SocketParts } from './sockets.ts'
import type { Wire } from './wire.ts'

/** What it takes to let somebody in. */
export type EntranceParts = Pick<SocketParts, 'rooms' | 'clock' | 'limits' | 'log' | 'isOurOrigin'> & {
  readonly sessions: Pick<Sessions, 'enter' | 'hashesIn'>
}

/** Somebody with a session, counted in; what he asks for may still not be had. */
export interface Admitted {
  readonly asked: Asked
  readonly entered: Entered
  readonly address: string
  /** Counts him off; calling it again does nothing. */
  readonly leave: () => void
}

/** How a client that was let in gets its wire, whatever carries it. */
export interface Door {
  /** Opens the wire; `sit` puts it into the room. */
  open(sit: (wire: Wire) => Seat): void
  /** Opens the wire only to say why there is nothing behind it. */
  turnAway(code: ClosingCode): void
}

/** The one way in, for every kind of wire: session, origin, limits, role, room. */
export class Entrance {
  readonly #parts: EntranceParts
  readonly #crowd: Crowd
  #nextId = 0
  /** Nobody is let in any more. */
  isClosed = false

  constructor(parts: EntranceParts, crowd: Crowd) {
    this.#parts = parts
    this.#crowd = crowd
  }

  /** Whether a request comes from one of our pages or from no page at all. */
  isOwnPage({ origin, host, site }: Pick<Asking, 'origin' | 'host' | 'site'>): boolean {
    if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
    return origin === undefined || this.#parts.isOurOrigin(origin, host)
  }

  /** Looks at who asks, before anything is opened; the code of a refusal when he is not let in. */
  async admit(asked: Asked, asking: Asking): Promise<Admitted | ErrorCode> {
    if (this.isClosed) return 'restarting'
    if (!this.isOwnPage(asking)) return 'notAllowed'
    const entered = await this.#parts.sessions.enter(asking.cookie, asked.room?.plan ?? '')
    if (!entered) return 'signInNeeded'
    const { address } = asking
    const { hash, holder } = entered
    // Nobody knows whether two browsers with one link are one person: each counts by itself.
    const leave = this.#crowd.enter('person' in holder ? holder.person : hash, address)
    return leave ? { entered, asked, address, leave } : 'limitReached'
  }

  /** Opens his wire and puts him into the room he asks for, or tells him on the wire that it is not to be had. */
  async seat(admitted: Admitted, door: Door): Promise<void> {
    const { rooms, clock, log } = this.#parts
    const { room: name, schema } = admitted.asked
    try {
      if (schema === null) return door.turnAway('badRequest')
      const access = name && accessOf(admitted.entered, name, schema, clock.now())
      if (!name || !access) return door.turnAway('notFound')
      try {
        await rooms.with(name, (room) => {
          door.open((wire) => {
            const seat = this.#seat(admitted, { wire, room, access, schema })
            seat.connection.attempt('joining', () => room.join(seat.connection))
            log.debug({ connection: seat.connection.id, room: name.name, role: access.identity.role }, 'socket opened')
            return seat
          })
        })
      } catch (error) {
        log.error({ room: name.name, cause: (error as Error).message }, 'a room did not open')
        door.turnAway('storeUnavailable')
      }
    } catch (error) {
      admitted.leave()
      throw error
    }
  }

  #seat(
    { asked, entered, address }: Admitted,
    {
      wire,
      room,
      access,
      schema,
    }: Pick<ConstructorParameters<typeof Connection>[0], 'wire' | 'access' | 'schema'> & {
      readonly room: ConstructorParameters<typeof Seat>[0]['room']
    },
  ): Seat {
    const { rooms, clock, limits, log } = this.#parts
    this.#nextId += 1
    const connection = new Connection({
      id: this.#nextId,
      wire,
      access,
      session: entered.hash,
      holder: entered.holder,
      address,
      wantsNotices: asked.wantsNotices,
      // What this server does not know yet cannot have been written through it.
      schema: schema === undefined ? undefined : Math.min(schema, SCHEMA_VERSION),
      limits,
      elapsed: () => clock.elapsed(),
      log,
    })
    const gate = new RateGate(limits, clock, wire, () => room.isSwollen || rooms.bytesInLine > limits.inLine)
    this.#crowd.add(connection, room)
    return new Seat({ connection, room, gate, crowd: this.#crowd, log })
  }
}
