import { closeCodeOf } from '@concord/schema'
import type { Room } from '../room/room.ts'
import type { Ending } from '../session/endings.ts'
import type { Entered, Holder } from '../session/sessions.ts'
import { accessOf } from './access.ts'
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
    this.#pingedAt = parts.clock.elapsed()
    this.#recheckedAt = this.#pingedAt
  }

  turn(): void {
    const now = this.#parts.clock.elapsed()
    const isPingDue = now - this.#pingedAt >= PING_EVERY
    if (isPingDue) this.#pingedAt = now
    for (const connection of this.#crowd.connections)
      connection.attempt('a sign of life', () => this.#look(connection, now, isPingDue))
    if (now - this.#recheckedAt >= RECHECK_EVERY) {
      this.#recheckedAt = now
      this.recheck().catch((error: Error) =>
        this.#parts.log.warn({ cause: error.message }, 'rights were not rechecked'),
      )
    }
    // Last, so that a failure of it stops nothing else.
    this.#parts.rooms.sweep()
  }

  #look(connection: Connection, now: number, isPingDue: boolean): void {
    if (connection.behindSince !== null && now - connection.behindSince > this.#parts.limits.unsentFor)
      connection.end('limitReached', 'it reads too slowly')
    else if (now - connection.lastWrite >= SAY_SOMETHING_AFTER) connection.write(stillHereFrame)
    if (!isPingDue) return
    if (connection.unanswered >= 2) connection.cut()
    else connection.ping()
  }

  /** Looks at the rights of everybody connected again: of one person, of all who came through one link, or of all. */
  async recheck(whose?: Holder): Promise<void> {
    const due = [...this.#crowd.connections].filter(({ holder }) => whose === undefined || isSame(holder, whose))
    for (const connection of due) await this.#recheckOne(connection)
  }

  /** Closes what was opened by sessions that have ended; a renewed one's browser comes back by itself. */
  end(hashes: readonly string[], ending: Ending): void {
    const ended: ReadonlySet<string> = new Set(hashes)
    for (const connection of [...this.#crowd.connections].filter(({ session }) => ended.has(session))) {
      if (ending === 'over') connection.end('signInNeeded', 'the session has ended')
      else connection.endSoftly(closeCodeOf('restarting'), 'the session is a new one')
    }
  }

  async #recheckOne(connection: Connection): Promise<void> {
    const room = this.#crowd.roomOf(connection)
    if (!room) return
    const { holder, session } = connection
    const { store, sessions } = this.#parts
    const { plan } = room.name
    if ('link' in holder) {
      const came = await sessions.links.at(session, plan)
      this.#judge(connection, room, came && { actor: came.visitor, schemaVersion: came.schemaVersion })
      return
    }
    if (!(await sessions.isLive(session))) return connection.end('signInNeeded')
    const actor = await store.records.memberOf(holder.person, plan)
    const schemaVersion = (await store.records.planById(plan))?.schemaVersion ?? 0
    this.#judge(connection, room, { actor, schemaVersion })
  }

  #judge(connection: Connection, { name }: Room, entered: Pick<Entered, 'actor' | 'schemaVersion'> | null): void {
    const access = entered && accessOf(entered, name, connection.schema, this.#parts.clock.now())
    if (!access) connection.end('notAllowed', 'link' in connection.holder ? 'the link has ended' : undefined)
    // Another role is another connection: its client comes back by itself and learns what it may do.
    else if (access.identity.role !== connection.access.identity.role)
      connection.endSoftly(closeCodeOf('restarting'), 'the role changed')
  }
}

const isSame = (a: Holder, b: Holder): boolean =>
  'person' in a ? 'person' in b && a.person === b.person : 'link' in b && a.link === b.link
