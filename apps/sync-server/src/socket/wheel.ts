import { closeCodeOf } from '@concord/schema'
import { accessTo } from './access.ts'
import type { Connection } from './connection.ts'
import type { Crowd } from './crowd.ts'
import { stillHereFrame } from './frame.ts'
import type { SocketParts } from './sockets.ts'

/** A stock client reconnects after 30 s without a message. */
const SAY_SOMETHING_AFTER = 15_000
const PING_EVERY = 25_000
const RECHECK_EVERY = 60_000

/** The one timer for all sockets and rooms: signs of life, slow readers, rights that ended, empty rooms. */
export class Wheel {
  /** How often it turns. */
  static readonly TURN = 5_000
  readonly #parts: SocketParts
  readonly #crowd: Crowd
  #pingedAt: number
  #recheckedAt: number

  constructor(parts: SocketParts, crowd: Crowd) {
    this.#parts = parts
    this.#crowd = crowd
    this.#pingedAt = parts.clock.now()
    this.#recheckedAt = this.#pingedAt
  }

  turn(): void {
    const now = this.#parts.clock.now()
    const isPingDue = now - this.#pingedAt >= PING_EVERY
    if (isPingDue) this.#pingedAt = now
    for (const connection of this.#crowd.connections) {
      if (connection.behindSince !== null && now - connection.behindSince > this.#parts.limits.unsentFor)
        connection.end('limitReached', 'it reads too slowly')
      else if (now - connection.lastWrite >= SAY_SOMETHING_AFTER) connection.write(stillHereFrame)
      if (!isPingDue) continue
      if (connection.unanswered >= 2) connection.cut()
      else connection.ping()
    }
    this.#parts.rooms.sweep()
    if (now - this.#recheckedAt < RECHECK_EVERY) return
    this.#recheckedAt = now
    this.recheck().catch((error: Error) => this.#parts.log.warn({ cause: error.message }, 'rights were not rechecked'))
  }

  async recheck(person?: string): Promise<void> {
    const due = [...this.#crowd.connections].filter((each) => person === undefined || each.person === person)
    for (const connection of due) await this.#recheckOne(connection)
  }

  async #recheckOne(connection: Connection): Promise<void> {
    const room = this.#crowd.roomOf(connection)
    if (!room) return
    const { store, sessions, clock } = this.#parts
    if (!(await sessions.isLive(connection.session))) return connection.end('signInNeeded')
    const access = await accessTo(store, connection.person, room.name, connection.schema, clock.now())
    if (!access) return connection.end('notAllowed')
    if (access.identity.role === connection.access.identity.role) return
    // Another role is another connection: its client comes back by itself and learns what it may do.
    connection.endSoftly(closeCodeOf('restarting'), 'the role changed')
  }
}
