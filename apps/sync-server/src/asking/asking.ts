import type { Side } from '@concord/schema'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { readMailAddress } from '../mail/mail-address.ts'
import type { Mailer } from '../mail/mailer.ts'
import type { Sessions } from '../session/sessions.ts'
import type { Origin } from '../store/records/audit.ts'
import type { Store } from '../store/store.ts'
import { askedLetter } from './letters.ts'
import { askedPage, askedTooOftenPage } from './pages.ts'

/** Questions of one person in a day, about whatever. */
const A_DAY = 10

/** A person whose address is proved in this browser. */
export interface Proved {
  readonly person: string
  readonly mail: string
  readonly mailbox: string
  readonly domain: string
}

/** "Ask for access": somebody who is signed in and may not open a plan asks the owners of a side to invite him. */
export class Asking {
  readonly #store: Store
  readonly #sessions: Sessions
  readonly #mailer: Mailer
  readonly #clock: Clock
  readonly #log: Log
  readonly #url: string
  readonly #limit = new RateLimiterMemory({ points: A_DAY, duration: 24 * 3_600 })

  constructor(parts: { store: Store; sessions: Sessions; mailer: Mailer; clock: Clock; log: Log; url: string }) {
    this.#store = parts.store
    this.#sessions = parts.sessions
    this.#mailer = parts.mailer
    this.#clock = parts.clock
    this.#log = parts.log
    this.#url = parts.url
  }

  /** Whose address these cookies prove; null for nobody's. */
  async provedBy(cookies: string | undefined): Promise<Proved | null> {
    const session = await this.#sessions.find(cookies)
    if (!session || session.via === 'demo') return null
    const person = await this.#store.records.personById(session.person)
    const address = person?.mail ? readMailAddress(person.mail) : null
    return address && { person: session.person, ...address }
  }

  /**
   * Asks for him, and answers with a page that is the same for every plan, known or not. The owners are looked up once
   * the page is on its way, so that how long it takes tells nothing either.
   */
  async ask(proved: Proved, plan: string | null, link: Side | null, origin: Origin): Promise<Response> {
    try {
      await this.#limit.consume(proved.person)
    } catch {
      return askedTooOftenPage()
    }
    if (plan !== null)
      setImmediate(() => {
        this.#tell(proved, plan, link, origin).catch((error: Error) =>
          this.#log.error({ cause: error.message }, 'a question for access was not kept'),
        )
      })
    return askedPage(proved.mail)
  }

  async #tell({ person, mail, mailbox }: Proved, plan: string, link: Side | null, origin: Origin): Promise<void> {
    const at = this.#clock.now()
    const asked = await this.#store.records.askForAccess({ plan, person, mail, mailbox, link, at }, origin)
    if (!asked) return
    const { vendor, partner } = asked.companies
    const companies = { vendor: vendor.name, partner: partner.name }
    const letter = askedLetter(mail, companies, `${this.#url}/p/${plan}#ask-${asked.id}`)
    for (const owner of asked.owners) await this.#mailer.post(owner, letter)
  }
}
