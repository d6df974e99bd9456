import { parse } from 'hono/utils/cookie'
import type { Clock } from '../clock.ts'
import type { Origin } from '../store/records/audit.ts'
import type { LinkAdmission, OpenedLink } from '../store/records/share-links.ts'
import type { Store } from '../store/store.ts'
import type { Ending, Endings } from './endings.ts'
import { hashOfToken, newToken, tokenCookie } from './token-cookie.ts'

const HOUR = 3_600_000
const IDLE = 12 * HOUR
const LONGEST = 30 * 24 * HOUR
const NOTED_EVERY = 5 * 60_000

/** One cookie for each plan: a link opens one plan, and another link does not close it. */
const cookieFor = (plan: string) => tokenCookie(`concord_link_${plan}`)
const COOKIE = /^(?:__Host-)?concord_link_([a-zA-Z0-9]{1,32})$/

/** How the session of somebody who opened a link begins. */
export interface LinkBeginning {
  readonly link: { readonly id: string; readonly plan: string; readonly endsAt: number }
  /** Who proved a mailbox for it; null where anybody may open it. */
  readonly person: string | null
  readonly origin: Origin
  readonly cookies: string | undefined
}

/** Sessions of those who came through a share link: for one plan, never longer than the link. */
export class LinkSessions {
  readonly #store: Store
  readonly #clock: Clock
  readonly #endings: Endings

  constructor(store: Store, clock: Clock, endings: Endings) {
    this.#store = store
    this.#clock = clock
    this.#endings = endings
  }

  /** Begins a session with a new token, in place of the one this browser had for the plan; answers its `Set-Cookie`. */
  async begin({ link, person, origin, cookies }: LinkBeginning, isSecure: boolean): Promise<string> {
    const { records } = this.#store
    const cookie = cookieFor(link.plan)
    const before = cookie.of(cookies)
    const token = newToken()
    const now = this.#clock.now()
    const endsAt = Math.min(link.endsAt, now + LONGEST)
    if (before) await this.#end([hashOfToken(before)], 'renewed')
    await records.sweepLinkSessions(now, IDLE)
    const { device } = origin
    const session = { hash: hashOfToken(token), link: link.id, person, createdAt: now, seenAt: now, endsAt, device }
    await records.addLinkSession(session, origin)
    return cookie.set(token, Math.ceil((endsAt - now) / 1000), isSecure)
  }

  /** What these cookies let into a plan by a link; null when nothing. */
  async find(cookies: string | null | undefined, plan: string): Promise<(LinkAdmission & { hash: string }) | null> {
    const token = /^[a-zA-Z0-9]{1,32}$/.test(plan) ? cookieFor(plan).of(cookies) : undefined
    const hash = token && hashOfToken(token)
    const admission = hash ? await this.at(hash, plan) : null
    return admission && hash ? { ...admission, hash } : null
  }

  /** What the session of this hash lets into a plan now; asking counts as use. */
  async at(hash: string, plan: string): Promise<LinkAdmission | null> {
    const { records } = this.#store
    const now = this.#clock.now()
    const admission = await records.linkAdmission(hash, plan, now, IDLE)
    if (admission && now - admission.seenAt > NOTED_EVERY) await records.touchLinkSession(hash, now)
    return admission
  }

  /** Hashes of all link sessions these cookies carry, live or not. */
  hashesIn(cookies: string | undefined): string[] {
    return carried(cookies).map(([, token]) => hashOfToken(token))
  }

  /** What a person opened through links anywhere, and what the browser with these cookies did. */
  openedBy(person: string, cookies: string | undefined): Promise<OpenedLink[]> {
    return this.#store.records.openedLinksOf(person, this.hashesIn(cookies), this.#clock.now(), IDLE)
  }

  /** Ends them, and answers the `Set-Cookie` values that forget them. */
  async end(cookies: string | undefined, isSecure: boolean): Promise<string[]> {
    await this.#end(this.hashesIn(cookies), 'over')
    return carried(cookies).map(([plan]) => cookieFor(plan).set('', 0, isSecure))
  }

  /** Ends one, by its hash. */
  endOne(hash: string): Promise<void> {
    return this.#end([hash], 'over')
  }

  /** Ends what a person opened through links, wherever that was, but not what the browser with these cookies carries. */
  async endOf(person: string, cookies?: string | undefined): Promise<void> {
    const ended = await this.#store.records.endLinkSessionsOf(person, this.hashesIn(cookies))
    this.#endings.tell(ended, 'over')
  }

  async #end(hashes: readonly string[], ending: Ending): Promise<void> {
    await this.#store.records.endLinkSessions(hashes)
    this.#endings.tell(hashes, ending)
  }
}

function carried(cookies: string | undefined): [plan: string, token: string][] {
  return Object.entries(parse(cookies ?? '')).flatMap(([name, token]) => {
    const plan = COOKIE.exec(name)?.[1]
    return plan ? [[plan, token] as [string, string]] : []
  })
}
