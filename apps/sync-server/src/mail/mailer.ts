import { newId } from '@concord/schema'
import { createTransport, type Transporter, type TransportOptions } from 'nodemailer'
import type { Clock, Stop } from '../clock.ts'
import type { Log } from '../log.ts'
import type { MailRow } from '../store/records/mails.ts'
import type { Store } from '../store/store.ts'
import { type Letter, renderLetter } from './letter.ts'

/** How mail leaves. `server` is an SMTP address such as `smtps://name:password@mail.example:465`. */
export interface MailSettings {
  readonly server: string | null
  /** The sender, as `Concord <plans@concord.example>`. */
  readonly from: string
}

const MINUTE = 60_000
/** Waits between tries: together a day and a half, as a greylisting or broken mail server may need. */
const WAITS = [1, 2, 5, 15, 30, 60, 120, 240, 480, 1200].map((minutes) => minutes * MINUTE)
const KEPT_FOR = 90 * 24 * 60 * MINUTE
const AT_ONCE = 10

/** The way to the mail server; null where mails stay in the outbox. `timeout` in milliseconds for who waits for it. */
export const mailTransport = ({ server, from }: MailSettings, timeout?: number): Transporter | null =>
  server === null
    ? null
    : createTransport(server, {
        ...{ from, disableFileAccess: true, disableUrlAccess: true },
        ...(timeout !== undefined && { connectionTimeout: timeout, greetingTimeout: timeout, socketTimeout: timeout }),
      } as TransportOptions)

/**
 * Mails are rows first and are handed to the mail server from there, so that none is lost or sent twice in order,
 * and nobody waits for a mail server. Without one they stay in the outbox.
 */
export class Mailer {
  readonly from: string
  readonly #store: Store
  readonly #clock: Clock
  readonly #log: Log
  readonly #transport: Transporter | null
  #stopWaiting: Stop = () => {}
  #sending: Promise<void> | undefined
  #isClosed = false

  constructor(settings: MailSettings, store: Store, clock: Clock, log: Log) {
    this.from = settings.from
    this.#store = store
    this.#clock = clock
    this.#log = log
    this.#transport = mailTransport(settings)
    this.#look(0)
  }

  /** The address that mails come from, without its name. */
  get address(): string {
    return /<([^>]+)>/.exec(this.from)?.[1] ?? this.from
  }

  /** False where mails stay in the outbox. */
  get sends(): boolean {
    return this.#transport !== null
  }

  /** Puts a letter in line for an address; resolves once it is kept. */
  async post(recipient: string, letter: Letter): Promise<void> {
    const at = this.#clock.now()
    const { text, html } = renderLetter(letter)
    const subject = letter.subject.replace(/\p{Cc}+/gu, ' ')
    const state = this.sends ? 'waiting' : 'kept'
    await this.#store.records.addMail({ id: newId(), recipient, subject, text, html, at, state, nextAt: at })
    this.#look(0)
  }

  /** Sends what is due; resolves when nothing more can be done now. */
  flush(): Promise<void> {
    this.#sending ??= this.#sendDue().finally(() => {
      this.#sending = undefined
    })
    return this.#sending
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#stopWaiting()
    await this.#sending
    this.#transport?.close()
  }

  #look(wait: number): void {
    if (!this.#transport || this.#isClosed) return
    this.#stopWaiting()
    this.#stopWaiting = this.#clock.after(wait, () => void this.flush())
  }

  async #sendDue(): Promise<void> {
    const { records } = this.#store
    try {
      await records.sweepMails(this.#clock.now() - KEPT_FOR)
      let due = await records.mailsDue(this.#clock.now(), AT_ONCE)
      while (due.length > 0 && !this.#isClosed) {
        for (const mail of due) await this.#send(mail)
        due = await records.mailsDue(this.#clock.now(), AT_ONCE)
      }
      const next = await records.nextMailAt()
      if (next !== null) this.#look(Math.max(0, next - this.#clock.now()))
    } catch (error) {
      this.#log.error({ cause: (error as Error).message }, 'the mails in line could not be read')
      this.#look(MINUTE)
    }
  }

  async #send(mail: MailRow): Promise<void> {
    const { records } = this.#store
    try {
      await this.#transport?.sendMail(this.message(mail))
    } catch (error) {
      const { responseCode = 0, message } = error as Error & { responseCode?: number }
      const wait = responseCode >= 500 ? undefined : WAITS[mail.tries]
      this.#log.warn({ mail: mail.id, responseCode }, 'a mail was not taken')
      return records.mailFailed(mail.id, message.slice(0, 300), wait === undefined ? null : this.#clock.now() + wait)
    }
    await records.mailSent(mail.id)
  }

  /** The mail as nodemailer takes it. Its id is the row's, so that a mail server can tell a repeated one. */
  message({ id, recipient, subject, text, html, at }: MailRow) {
    const domain = /@([^>\s]+)/.exec(this.from)?.[1] ?? 'localhost'
    return {
      from: this.from,
      to: { name: '', address: recipient },
      subject,
      text,
      html,
      date: new Date(at),
      messageId: `<${id}@${domain}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    }
  }
}
