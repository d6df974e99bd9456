import type { Actor } from '@concord/schema'
import type { Clock } from '../clock.ts'
import type { SessionRow } from '../store/records/sessions.ts'
import type { Store } from '../store/store.ts'
import type { SessionVia } from '../store/tables.ts'
import { Endings } from './endings.ts'
import { LinkSessions } from './link-sessions.ts'
import { hashOfToken, newToken, tokenCookie } from './token-cookie.ts'

const HOUR = 3_600_000
const IDLE = 12 * HOUR
const LONGEST = 30 * 24 * HOUR
/** Use is noted at most this often, so that reading does not write. */
const NOTED_EVERY = 5 * 60_000

/** A browser's proof of being a person, with an end. */
export interface Session {
  readonly hash: string
  readonly person: string
  readonly createdAt: number
  readonly endsAt: number
  readonly via: SessionVia
}

/** Whose a session is: a person's, or of whoever came through a share link. */
export type Holder = { readonly person: string } | { readonly link: string }

/** Whom a request's cookies let into one plan. */
export interface Entered {
  /** Hash of the session that lets him in. */
  readonly hash: string
  readonly holder: Holder
  /** Null for somebody with a session and no right here: unknown and foreign plans look alike. */
  readonly actor: Actor | null
  /** Highest schema version that wrote to the plan. */
  readonly schemaVersion: number
}

/** How a session begins. */
export interface Beginning {
  readonly via: SessionVia
  readonly device: string
  /** Cookies of the request: the session they carry ends, so that no session outlives its own sign-in. */
  readonly cookies?: string | undefined
}

const cookie = tokenCookie('concord_session')

/** Sessions: made by an explicit act, kept as a hash, carried by a cookie that no script can read. */
export class Sessions {
  /** Those of whoever came through a share link. */
  readonly links: LinkSessions
  /** Where the end of each is told. */
  readonly endings = new Endings()
  readonly #store: Store
  readonly #clock: Clock

  constructor(store: Store, clock: Clock) {
    this.#store = store
    this.#clock = clock
    this.links = new LinkSessions(store, clock, this.endings)
  }

  /** Hashes of all sessions that a request's cookies carry, live or not. */
  hashesIn(cookies: string | undefined): string[] {
    const token = cookie.of(cookies)
    return [...(token ? [hashOfToken(token)] : []), ...this.links.hashesIn(cookies)]
  }

  /** Begins a session with a new token and answers the `Set-Cookie` value that carries it. */
  async begin(person: string, { via, device, cookies }: Beginning, isSecure: boolean): Promise<string> {
    const token = newToken()
    const now = this.#clock.now()
    const before = cookie.of(cookies)
    if (before) await this.#replace(hashOfToken(before), person)
    await this.#store.records.sweepSessions(now, IDLE)
    await this.#store.records.addSession({
      hash: hashOfToken(token),
      person,
      createdAt: now,
      seenAt: now,
      endsAt: now + LONGEST,
      via,
      device,
    })
    return cookie.set(token, LONGEST / 1000, isSecure)
  }

  async #replace(hash: string, person: string): Promise<void> {
    const holder = await this.#store.records.holderOfSession(hash)
    await this.#store.records.endSession(hash)
    this.endings.tell([hash], holder === person ? 'renewed' : 'over')
  }

  /** Ends every session that a request's cookies carry and answers the `Set-Cookie` values that forget them. */
  async end(cookies: string | undefined, isSecure: boolean): Promise<string[]> {
    const token = cookie.of(cookies)
    if (token) await this.endOne(hashOfToken(token))
    return [cookie.set('', 0, isSecure), ...(await this.links.end(cookies, isSecure))]
  }

  /** Ends one, by its hash. */
  async endOne(hash: string): Promise<void> {
    await this.#store.records.endSession(hash)
    this.endings.tell([hash], 'over')
  }

  /** Ends all of a person, with what he opened through links: everywhere, or everywhere but in the browser kept. */
  async endOf(person: string, kept?: { readonly session: Session; readonly cookies: string | undefined }) {
    const ended = await this.#store.records.endSessionsOf(person, kept?.session.hash)
    this.endings.tell(ended, 'over')
    await this.links.endOf(person, kept?.cookies)
  }

  /** A person's live sessions, the last used first. */
  of(person: string): Promise<SessionRow[]> {
    return this.#store.records.sessionsOf(person, this.#clock.now(), IDLE)
  }

  /** The live session a request's cookies carry; null without one. */
  async find(cookies: string | null | undefined): Promise<Session | null> {
    const token = cookie.of(cookies)
    if (!token) return null
    const now = this.#clock.now()
    const row = await this.#store.records.liveSession(hashOfToken(token), now, IDLE)
    if (!row) return null
    if (now - row.seenAt > NOTED_EVERY) await this.#store.records.touchSession(row.hash, now)
    const { hash, person, createdAt, endsAt, via } = row
    return { hash, person, createdAt, endsAt, via }
  }

  /**
   * Whom a request's cookies let into a plan: the Member its person is, else the visitor of a share link it holds.
   * Null without any live session.
   */
  async enter(cookies: string | null | undefined, plan: string): Promise<Entered | null> {
    const token = cookie.of(cookies)
    const hash = token && hashOfToken(token)
    const own = hash ? await this.#enterAsPerson(hash, plan) : null
    if (own?.actor) return own
    const came = await this.links.find(cookies, plan)
    if (!came) return own
    const { visitor, schemaVersion } = came
    return { hash: came.hash, holder: { link: came.link }, actor: visitor, schemaVersion }
  }

  async #enterAsPerson(hash: string, plan: string): Promise<Entered | null> {
    const now = this.#clock.now()
    const admission = await this.#store.admission(hash, plan, now, IDLE)
    if (!admission) return null
    if (now - admission.seenAt > NOTED_EVERY) await this.#store.records.touchSession(hash, now)
    const { person, member, schemaVersion } = admission
    return { hash, holder: { person }, actor: member, schemaVersion }
  }

  /** True while the session behind an open socket lasts; an open socket counts as use. */
  async isLive(hash: string): Promise<boolean> {
    const now = this.#clock.now()
    const row = await this.#store.records.liveSession(hash, now, LONGEST)
    if (row && now - row.seenAt > NOTED_EVERY) await this.#store.records.touchSession(hash, now)
    return row !== null
  }
}
