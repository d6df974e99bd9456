import { createHash, randomBytes } from 'node:crypto'
import { parse, serialize } from 'hono/utils/cookie'
import type { Clock } from '../clock.ts'
import type { Admission, Store } from '../store/store.ts'
import type { SessionVia } from '../store/tables.ts'

const HOUR = 3_600_000
const IDLE = 12 * HOUR
const LONGEST = 30 * 24 * HOUR
/** Use is noted at most this often, so that reading does not write. */
const NOTED_EVERY = 5 * 60_000

const COOKIE = 'concord_session'

/** A browser's proof of being a person, with an end. */
export interface Session {
  readonly hash: string
  readonly person: string
  readonly endsAt: number
  readonly via: SessionVia
}

/** How a session begins. */
export interface Beginning {
  readonly via: SessionVia
  readonly device: string
  /** Cookies of the request: the session they carry ends, so that no session outlives its own sign-in. */
  readonly cookies?: string | undefined
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

function tokenOf(cookies: string | null | undefined): string | undefined {
  if (!cookies) return undefined
  const all = parse(cookies)
  return all[`__Host-${COOKIE}`] ?? all[COOKIE]
}

const cookie = (token: string, maxAge: number, isSecure: boolean) =>
  serialize(isSecure ? `__Host-${COOKIE}` : COOKIE, token, {
    path: '/',
    httpOnly: true,
    secure: isSecure,
    sameSite: 'Lax',
    maxAge,
  })

/** Sessions: made by an explicit act, kept as a hash, carried by a cookie that no script can read. */
export class Sessions {
  readonly #store: Store
  readonly #clock: Clock

  constructor(store: Store, clock: Clock) {
    this.#store = store
    this.#clock = clock
  }

  /** Hash of the session that a request's cookies carry, live or not; null when they carry none. */
  hashIn(cookies: string | undefined): string | null {
    const token = tokenOf(cookies)
    return token ? hashOf(token) : null
  }

  /** Begins a session with a new token and answers the `Set-Cookie` value that carries it. */
  async begin(person: string, { via, device, cookies }: Beginning, isSecure: boolean): Promise<string> {
    const token = randomBytes(32).toString('base64url')
    const now = this.#clock.now()
    const before = tokenOf(cookies)
    if (before) await this.#store.records.endSession(hashOf(before))
    await this.#store.records.sweepSessions(now, IDLE)
    await this.#store.records.addSession({
      hash: hashOf(token),
      person,
      createdAt: now,
      seenAt: now,
      endsAt: now + LONGEST,
      via,
      device,
    })
    return cookie(token, LONGEST / 1000, isSecure)
  }

  /** Ends the session that a request's cookies carry and answers the `Set-Cookie` value that forgets it. */
  async end(cookies: string | undefined, isSecure: boolean): Promise<string> {
    const token = tokenOf(cookies)
    if (token) await this.#store.records.endSession(hashOf(token))
    return cookie('', 0, isSecure)
  }

  /** The live session a request's cookies carry; null without one. */
  async find(cookies: string | null | undefined): Promise<Session | null> {
    const token = tokenOf(cookies)
    if (!token) return null
    const now = this.#clock.now()
    const row = await this.#store.records.liveSession(hashOf(token), now, IDLE)
    if (!row) return null
    if (now - row.seenAt > NOTED_EVERY) await this.#store.records.touchSession(row.hash, now)
    return { hash: row.hash, person: row.person, endsAt: row.endsAt, via: row.via }
  }

  /** The live session of a request's cookies and what it may enter in a plan; null without a session. */
  async admit(cookies: string | undefined, plan: string): Promise<{ session: Session; admission: Admission } | null> {
    const token = tokenOf(cookies)
    if (!token) return null
    const now = this.#clock.now()
    const hash = hashOf(token)
    const admission = await this.#store.admission(hash, plan, now, IDLE)
    if (!admission) return null
    if (now - admission.seenAt > NOTED_EVERY) await this.#store.records.touchSession(hash, now)
    return { session: { hash, person: admission.person, endsAt: admission.endsAt, via: admission.via }, admission }
  }

  /** True while the session behind an open socket lasts; an open socket counts as use. */
  async isLive(hash: string): Promise<boolean> {
    const now = this.#clock.now()
    const row = await this.#store.records.liveSession(hash, now, LONGEST)
    if (row && now - row.seenAt > NOTED_EVERY) await this.#store.records.touchSession(hash, now)
    return row !== null
  }
}
