import type { Log } from '../log.ts'
import type { Room } from '../room/room.ts'
import type { Connection } from './connection.ts'
import type { Crowd } from './crowd.ts'
import type { RateGate } from './rate-gate.ts'

interface SeatParts {
  readonly connection: Connection
  readonly room: Room
  readonly gate: RateGate
  readonly crowd: Crowd
  readonly log: Log
}

/** A connection's place in its room: what the wire brings is handed on, until the wire is gone. */
export class Seat {
  readonly connection: Connection
  readonly #parts: SeatParts

  constructor(parts: SeatParts) {
    this.connection = parts.connection
    this.#parts = parts
  }

  /** One binary message came in. */
  receive(message: Uint8Array): void {
    const { connection, room, gate } = this.#parts
    if (!connection.isOpen) return
    connection.attempt('a message', () => {
      gate.count()
      room.receive(connection, message)
    })
  }

  /** The client gave a sign of life. */
  answered(): void {
    this.connection.unanswered = 0
  }

  /** Everything that was written has left. */
  drained(): void {
    const { connection, room } = this.#parts
    connection.attempt('catching up', () => {
      const seq = connection.takeBacklog()
      if (seq !== null && connection.isOpen) room.catchUp(connection, seq)
    })
  }

  /** The wire is gone. */
  leave(): void {
    const { connection, room, gate, crowd, log } = this.#parts
    gate.stop()
    crowd.remove(connection)
    connection.attempt('leaving', () => room.leave(connection))
    log.debug({ connection: connection.id }, 'socket closed')
  }
}
