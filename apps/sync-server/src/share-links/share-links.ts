import { randomBytes } from 'node:crypto'
import { newId, type Side } from '@concord/schema'
import type { Clock } from '../clock.ts'
import { hashOfToken } from '../session/token-cookie.ts'
import type { AuditedBy } from '../store/records/audit.ts'
import type { NewShareLink, ShareLinkRow } from '../store/records/share-links.ts'
import type { Store } from '../store/store.ts'
import { hashPassword } from './password.ts'

const DAY = 24 * 3_600_000

/** A link that an owner makes for his side. */
export interface ShareLinkWish extends Pick<NewShareLink, 'plan' | 'role' | 'audience' | 'domains'> {
  readonly side: Side
  /** Member id of the owner. */
  readonly madeBy: string
  readonly days: number
  readonly password: string | null
}

/** Share links: a token that is told once and kept as a hash, for a time, to read or comment. */
export class ShareLinks {
  readonly #store: Store
  readonly #clock: Clock
  readonly #url: string

  constructor(parts: { store: Store; clock: Clock; url: string }) {
    this.#store = parts.store
    this.#clock = parts.clock
    this.#url = parts.url
  }

  /** Makes a link and answers its address, which nobody can be told again. */
  async make({ days, password, ...wish }: ShareLinkWish, by: AuditedBy): Promise<{ id: string; url: string }> {
    const token = randomBytes(24).toString('base64url')
    const at = this.#clock.now()
    const id = newId()
    const passwordHash = password === null ? null : await hashPassword(password)
    const link = { ...wish, id, tokenHash: hashOfToken(token), passwordHash, at, endsAt: at + days * DAY }
    await this.#store.records.addShareLink(link, by)
    return { id, url: `${this.#url}/l/${token}` }
  }

  /** The link behind a token while it opens something; null for any other. */
  async behind(token: string): Promise<ShareLinkRow | null> {
    if (!/^[\w-]{32}$/.test(token)) return null
    return this.#store.records.shareLinkByToken(hashOfToken(token), this.#clock.now())
  }
}
