import { type ErrorCode, ROOTS, SIDE_ROOTS } from '@concord/schema'
import type { Clock } from '../clock.ts'
import type { Limits } from '../limits.ts'
import type { Log } from '../log.ts'
import type { Connection } from '../socket/connection.ts'
import type { NewUpdate, StoredRoom } from '../store/store.ts'
import { Authors } from './authors.ts'
import type { RoomContent } from './content.ts'
import type { Known } from './known.ts'
import type { RoomName } from './room-name.ts'
import { isEmptyUpdate, learn, type News, type Scan, scan } from './scan.ts'

/** An Update on its way to the disk, and what of it is new. */
export interface Taken {
  readonly update: NewUpdate
  readonly news: News
}

/** What becomes of an Update that came in. */
export type Verdict =
  | ({ readonly outcome: 'taken' } & Taken)
  /** It brings nothing new: acknowledged and not stored. */
  | { readonly outcome: 'known' }
  /** Something before it has not arrived. */
  | { readonly outcome: 'gap' }
  /** Honest and not taken; the editor is told why. */
  | { readonly outcome: 'barred'; readonly reason: Extract<ErrorCode, 'notAllowed' | 'editorTooOld' | 'tooLarge'> }
  /** No honest editor sends it. */
  | { readonly outcome: 'refused'; readonly why: string }

export interface IntakeParts {
  readonly clock: Clock
  readonly limits: Limits
  readonly log: Log
  /** Whether a Member may offer again what another wrote: the server was cut off and may have lost it. */
  readonly mayReoffer: () => boolean
}

const rootsOf = { plan: new Set<string>(ROOTS), side: new Set<string>(SIDE_ROOTS) } as const

/** What a plan grows by when a letter between two others is deleted, about: so cuts at most double it. Bytes. */
const CUT = 24

const KNOWN: Verdict = { outcome: 'known' }
const GAP: Verdict = { outcome: 'gap' }

/** Looks at each Update before it is kept or passed on: who sends it, what it rests on, whose ids it uses. */
export class Intake {
  readonly #name: RoomName
  readonly #parts: IntakeParts
  readonly #content: RoomContent
  /** What the content holds once everything in line is on disk. */
  readonly #known: Known
  readonly #authors: Authors
  /** Highest schema version that wrote while the room was open. */
  #schema = 0

  /** `unwritten` are the Updates that were taken and are not in the content yet. */
  constructor(
    name: RoomName,
    content: RoomContent,
    authors: StoredRoom['authors'],
    unwritten: Iterable<Uint8Array>,
    parts: IntakeParts,
  ) {
    this.#name = name
    this.#parts = parts
    this.#content = content
    this.#known = content.known(unwritten)
    this.#authors = new Authors(authors)
  }

  /** The encoded state vector of everything that was taken. */
  vector(): Uint8Array {
    return this.#known.vector()
  }

  /** What becomes of an Update of a connection; nothing builds on one that is taken before it is `learn`ed. */
  look(connection: Connection, bytes: Uint8Array): Verdict {
    if (isEmptyUpdate(bytes)) return KNOWN
    const { access, schema } = connection
    if (!access.mayWrite) return { outcome: 'barred', reason: access.refusal }
    if (schema !== undefined && schema < this.#schema) return { outcome: 'barred', reason: 'editorTooOld' }
    const found = this.#scan(bytes)
    switch (found.outcome) {
      case 'refused':
        return found
      case 'gap':
        return GAP
      case 'known':
        return KNOWN
      case 'news': {
        if (!this.#hasRoomFor(bytes, found.news)) return { outcome: 'barred', reason: 'tooLarge' }
        const newClients = this.#claim(connection, found.news)
        if (newClients === null) return { outcome: 'refused', why: 'it writes as somebody else' }
        if (schema !== undefined) this.#schema = Math.max(this.#schema, schema)
        const { member, side } = access.identity
        return { outcome: 'taken', news: found.news, update: this.#update(bytes, member, side, newClients, schema) }
      }
    }
  }

  /** An Update is on its way: the next may build on it, and nobody is asked for it any more. */
  learn(news: News): void {
    learn(this.#known, news)
  }

  /** An Update of the server itself, on behalf of a Member or of nobody. Throws when it does not fit. */
  own(bytes: Uint8Array, author: { member: string; side: NewUpdate['side'] } | null): Taken {
    const found = this.#scan(bytes)
    if (found.outcome !== 'news') throw new Error(`The server's own update was not taken: ${found.outcome}`)
    const member = author?.member ?? null
    const { fresh } = this.#authors.look(found.news.ends.keys(), member)
    this.#authors.add(fresh, member)
    return { news: found.news, update: this.#update(bytes, member, author?.side ?? null, fresh, undefined) }
  }

  #update(
    bytes: Uint8Array,
    member: string | null,
    side: NewUpdate['side'],
    newClients: readonly number[],
    schema: number | undefined,
  ): NewUpdate {
    return {
      room: this.#name.name,
      bytes,
      member,
      side,
      at: this.#parts.clock.now(),
      // Both sides are told the version of their plan: what one writes for itself must not raise it.
      ...(schema !== undefined && this.#name.kind === 'plan' && { schema }),
      ...(newClients.length > 0 && { newClients }),
    }
  }

  /** The ids this update is the first to use; null when it uses somebody else's, or more new ones than anybody needs. */
  #claim(connection: Connection, news: News): readonly number[] | null {
    const { limits, log, mayReoffer } = this.#parts
    const { member } = connection.access.identity
    const { fresh, foreign } = this.#authors.look(news.ends.keys(), member)
    if (foreign !== null) {
      if (!mayReoffer()) return null
      log.warn({ room: this.#name.name, member, client: foreign }, "another's update was offered again after a cut-off")
    }
    // What comes before and with the first answer is what was written offline; it does not count against the session.
    if (connection.isAsked) connection.newClientsAtFirst += fresh.length
    else connection.newClients += fresh.length
    if (connection.newClients > limits.newClients || connection.newClientsAtFirst > limits.newClientsAtFirst)
      return null
    this.#authors.add(fresh, member)
    return fresh
  }

  /** A full plan takes what only deletes, or nobody could make room in it; but not to be cut into ever more pieces. */
  #hasRoomFor(bytes: Uint8Array, { ends, deletes }: News): boolean {
    const { plan } = this.#parts.limits
    if (this.#content.compacted + bytes.length <= plan) return true
    return ends.size === 0 && this.#known.deleted.count + deletes.length <= plan / CUT
  }

  #scan(bytes: Uint8Array): Scan {
    return scan(bytes, this.#known, rootsOf[this.#name.kind], this.#parts.limits)
  }
}
