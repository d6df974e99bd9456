import type { Clock } from '../clock.ts'
import { hashOfToken } from '../session/token-cookie.ts'
import type { Store } from '../store/store.ts'
import type { Wish } from './wish.ts'

/** What a browser may be sent away for, and what is kept until it comes back. */
export interface Trips {
  passkeySignIn: null
  /** For whom the passkey is. */
  passkeyAdd: { readonly person: string }
  company: Wish & { readonly domain: string; readonly nonce: string; readonly verifier: string }
}

/** Which trip is meant: its secret, which comes back with the answer, and the browser that set out. */
export interface Trip<P extends keyof Trips> {
  readonly purpose: P
  readonly key: string
  readonly browser: string
}

/**
 * Browsers that were sent to a passkey or to a company's sign-in. Each brings back what it was given: once, in time,
 * and as the same browser, so that nobody's answer can be used in somebody else's.
 */
export class RoundTrips {
  readonly #store: Store
  readonly #clock: Clock

  constructor(store: Store, clock: Clock) {
    this.#store = store
    this.#clock = clock
  }

  /** Sets out; it must be back within `lasts` milliseconds. */
  async begin<P extends keyof Trips>(trip: Trip<P>, kept: Trips[P], lasts: number): Promise<void> {
    const now = this.#clock.now()
    const row = { ...rowOf(trip), kept: JSON.stringify(kept), endsAt: now + lasts }
    await this.#store.records.addRoundTrip(row, now)
  }

  /** What was kept for a trip that is back; undefined when there is no such trip, or not any more. */
  async end<P extends keyof Trips>(trip: Trip<P>): Promise<Trips[P] | undefined> {
    const kept = await this.#store.records.takeRoundTrip(rowOf(trip), this.#clock.now())
    return kept === null ? undefined : (JSON.parse(kept) as Trips[P])
  }
}

const rowOf = ({ purpose, key, browser }: Trip<keyof Trips>) => ({
  purpose,
  keyHash: hashOfToken(key),
  browserHash: hashOfToken(browser),
})
