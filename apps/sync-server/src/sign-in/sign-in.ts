import { createHmac, randomBytes, randomInt } from 'node:crypto'
import { newId } from '@concord/schema'
import type { Clock } from '../clock.ts'
import { type MailAddress, readMailAddress } from '../mail/mail-address.ts'
import type { Mailer } from '../mail/mailer.ts'
import { nameFrom } from '../mail/name-from.ts'
import type { Invitations } from '../sharing/invitations.ts'
import type { Origin } from '../store/records/audit.ts'
import type { OpenInvitation } from '../store/records/invitations.ts'
import type { Person } from '../store/records/people.ts'
import type { Asked, Asking, AskLimits, Proof } from '../store/records/sign-in-requests.ts'
import type { Store } from '../store/store.ts'
import { signInLetter } from './letters.ts'
import type { Wish } from './wish.ts'

const LASTS = 10 * 60_000
/** Mails an hour to one mailbox. */
const MAILS: AskLimits = { byKnownDevice: 5, byOthers: 5, byNetwork: 3 }

/** Who asks for a mail. */
export interface Asker {
  /** What the browser carries that asks. */
  readonly browser: string
  /** The same browser's name if the mailbox was proved in it before. */
  readonly device: string | null
  readonly network: string
}

/** What came of trying to sign in. */
export type SignedIn =
  | {
      readonly outcome: 'in'
      readonly person: Person
      /** The mailbox that was proved, now or when the passkey was added. */
      readonly mailbox: string
      readonly returnTo: string
      /** The plan that was joined on the way, for its open editors. */
      readonly joined: { readonly plan: string; readonly factsNumber: number } | null
      /** Invitations that wait for this mailbox. */
      readonly waiting: readonly OpenInvitation[]
    }
  /** The mailbox is proved, but nobody has let it in anywhere. */
  | { readonly outcome: 'notInvited'; readonly mail: string }
  | Exclude<Proof, { outcome: 'proved' }>

/** What comes of a proved address, whatever proved it. */
export type Proved = Extract<SignedIn, { outcome: 'in' | 'notInvited' }>

/** Signing in by mail: one asking makes one link and one code that live and die together. */
export class SignIn {
  readonly #store: Store
  readonly #mailer: Mailer
  readonly #invitations: Invitations
  readonly #clock: Clock
  /** Keys the hashes of codes, which are too short to be kept as plain hashes. */
  readonly #secret: Buffer
  readonly #url: string

  constructor(parts: {
    store: Store
    mailer: Mailer
    invitations: Invitations
    clock: Clock
    secret: Buffer
    url: string
  }) {
    this.#store = parts.store
    this.#mailer = parts.mailer
    this.#invitations = parts.invitations
    this.#clock = parts.clock
    this.#secret = parts.secret
    this.#url = parts.url
  }

  /**
   * Mails a link and a code to the address if it can open anything here. Nothing that comes back tells whether it
   * can.
   */
  async ask(
    address: MailAddress,
    { browser, device, network }: Asker,
    { returnTo, invitation }: Wish,
  ): Promise<Asking> {
    const { mail, mailbox, domain } = address
    const now = this.#clock.now()
    const token = randomBytes(32).toString('base64url')
    const code = String(randomInt(1_000_000)).padStart(6, '0')
    const request = {
      id: newId(),
      mailbox,
      mail,
      browserHash: this.#hash(browser),
      knownDevice: device === null ? null : this.#hash(device),
      network: this.#hash(network),
      linkHash: this.#hash(token),
      codeHash: this.#hash(`${mailbox} ${code}`),
      returnTo,
      invitation,
      askedAt: now,
      endsAt: now + LASTS,
    }
    const outcome = await this.#store.records.addSignInRequest(request, MAILS)
    if (outcome === 'asked' && (await this.#isKnown(mailbox, domain)))
      await this.#mailer.post(mail, signInLetter(code, `${this.#url}/sign-in/open#${token}`))
    return outcome
  }

  /** What this browser asked for; null when it asked for nothing. */
  async asked(browser: string): Promise<Asked | null> {
    return this.#store.records.askedBy(this.#hash(browser), this.#clock.now())
  }

  /** Signs in by the code of the mail. */
  async byCode(mail: string, code: string, browser: string, origin: Origin): Promise<SignedIn> {
    const address = readMailAddress(mail)
    if (!address) return { outcome: 'over', asked: null }
    const { mailbox } = address
    const codeHash = this.#hash(`${mailbox} ${code}`)
    const proof = await this.#store.records.useCode(mailbox, codeHash, this.#hash(browser), this.#clock.now())
    return this.#admit(proof, origin)
  }

  /** Signs in by the link of the mail; in another browser than the one that asked, with the code as well. */
  async byLink(
    token: string,
    mailAndCode: { mail: string; code: string } | null,
    browser: string,
    origin: Origin,
  ): Promise<SignedIn> {
    const mailbox = mailAndCode && readMailAddress(mailAndCode.mail)?.mailbox
    const codeHash = mailAndCode && this.#hash(`${mailbox} ${mailAndCode.code}`)
    const { records } = this.#store
    const proof = await records.useLink(this.#hash(token), codeHash, this.#hash(browser), this.#clock.now())
    return this.#admit(proof, origin)
  }

  /** Signs in by a mailbox that a company's own sign-in has proved. */
  byCompany(address: MailAddress, wish: Wish, origin: Origin): Promise<Proved> {
    return this.#enter(address, wish, origin)
  }

  /** Signs in somebody by what he added when he had proved his mailbox. */
  async byPasskey(person: string, returnTo: string): Promise<Extract<SignedIn, { outcome: 'in' }> | null> {
    const known = await this.#store.records.personById(person)
    if (!known) return null
    const mailbox = (known.mail && readMailAddress(known.mail)?.mailbox) || ''
    const waiting = mailbox ? await this.#invitations.of(mailbox) : []
    return { outcome: 'in', person: known, mailbox, returnTo, joined: null, waiting }
  }

  /** Signs the name of a browser in which a mailbox was proved. */
  readonly proofOf = (device: string, mailbox: string): string => this.#hash(`device ${device} ${mailbox}`)

  async #admit(proof: Proof, origin: Origin): Promise<SignedIn> {
    if (proof.outcome !== 'proved') return proof
    const { mail, returnTo, invitation } = proof
    const address = readMailAddress(mail)
    return address ? this.#enter(address, { returnTo, invitation }, origin) : { outcome: 'notInvited', mail }
  }

  async #enter(address: MailAddress, { returnTo, invitation }: Wish, origin: Origin): Promise<Proved> {
    const accepted = invitation === null ? null : await this.#invitations.accept(invitation, address, origin)
    const waiting = await this.#invitations.of(address.mailbox)
    const person = await this.#personAt(address, waiting[0])
    const joined = accepted?.outcome === 'joined' ? accepted : null
    return person
      ? { outcome: 'in', person, mailbox: address.mailbox, returnTo, joined, waiting }
      : { outcome: 'notInvited', mail: address.mail }
  }

  async #isKnown(mailbox: string, domain: string): Promise<boolean> {
    const { records } = this.#store
    if (await records.personByMailbox(mailbox)) return true
    if (await records.companyOfDomain(domain)) return true
    return (await this.#invitations.of(mailbox)).length > 0
  }

  /** Whom a proved address belongs to: somebody known, somebody invited, or a new colleague by the mail domain. */
  async #personAt(address: MailAddress, invitation: OpenInvitation | undefined): Promise<Person | null> {
    const { records } = this.#store
    const { mail, mailbox, domain } = address
    const known = await records.personByMailbox(mailbox)
    if (known) return known
    const name = nameFrom(mail)
    if (invitation) await records.personInvited(invitation.id, mailbox, name, this.#clock.now())
    else {
      const company = await records.companyOfDomain(domain)
      if (company) await records.addPerson({ id: newId(), company: company.id, name, mail, mailbox })
    }
    return records.personByMailbox(mailbox)
  }

  #hash(secret: string): string {
    return createHmac('sha256', this.#secret).update(secret).digest('base64url')
  }
}
