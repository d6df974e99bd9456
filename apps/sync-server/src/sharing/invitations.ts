import { createHash, randomBytes } from 'node:crypto'
import { newId, type Role, type Side } from '@concord/schema'
import type { Clock } from '../clock.ts'
import type { MailAddress } from '../mail/mail-address.ts'
import type { Mailer } from '../mail/mailer.ts'
import { nameFrom } from '../mail/name-from.ts'
import type { AuditedBy, Origin } from '../store/records/audit.ts'
import type { Joined, OpenInvitation } from '../store/records/invitations.ts'
import type { Store } from '../store/store.ts'
import { invitationLetter } from './letters.ts'

const LASTS = 30 * 24 * 3_600_000

/** Whom a Member invites, as what. */
export interface Invite {
  readonly plan: string
  readonly side: Side
  readonly role: Role
  /** Milliseconds since 1970; null for somebody who stays. */
  readonly guestUntil: number | null
  readonly address: MailAddress
  readonly inviter: { readonly id: string; readonly name: string; readonly company: string }
  /** Both companies, in words. */
  readonly companies: Readonly<Record<Side, string>>
  readonly by: AuditedBy
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url')

/** Invitations: bound to a mailbox, and worth nothing until it is proved. */
export class Invitations {
  readonly #store: Store
  readonly #mailer: Mailer
  readonly #clock: Clock
  readonly #url: string

  constructor(parts: { store: Store; mailer: Mailer; clock: Clock; url: string }) {
    this.#store = parts.store
    this.#mailer = parts.mailer
    this.#clock = parts.clock
    this.#url = parts.url
  }

  /** Mails an invitation; an earlier one of the same mailbox ends. */
  async send({ plan, side, role, guestUntil, address, inviter, companies, by }: Invite): Promise<void> {
    const token = randomBytes(24).toString('base64url')
    const at = this.#clock.now()
    const invitation = {
      id: newId(),
      plan,
      side,
      role,
      mail: address.mail,
      mailbox: address.mailbox,
      tokenHash: hashOf(token),
      invitedBy: inviter.id,
      guestUntil,
      at,
      endsAt: Math.min(at + LASTS, guestUntil ?? Number.POSITIVE_INFINITY),
    }
    await this.#store.records.addInvitation(invitation, by)
    const letter = invitationLetter({ inviter, companies, side, link: `${this.#url}/i/${token}` })
    await this.#mailer.post(address.mail, letter)
  }

  /** The open invitation behind a link; null when it is over or never was. */
  behind(token: string): Promise<OpenInvitation | null> {
    return this.#store.records.invitationByToken(hashOf(token), this.#clock.now())
  }

  /** The plan that a proved mailbox joined by this very link; null when it did not. */
  joinedBy(token: string, mailbox: string): Promise<string | null> {
    return this.#store.records.joinedByInvitation({ tokenHash: hashOf(token) }, mailbox)
  }

  /** The open invitations of a proved mailbox. */
  of(mailbox: string): Promise<OpenInvitation[]> {
    return this.#store.records.invitationsOfMailbox(mailbox, this.#clock.now())
  }

  /** Makes whoever proved the mailbox a Member. */
  accept(id: string, { mail, mailbox }: MailAddress, origin: Origin): Promise<Joined> {
    return this.#store.records.acceptInvitation(id, mailbox, nameFrom(mail), this.#clock.now(), origin)
  }
}
