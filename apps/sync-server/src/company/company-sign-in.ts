import * as oidc from 'openid-client'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { type MailAddress, readMailAddress } from '../mail/mail-address.ts'
import type { RoundTrips } from '../sign-in/round-trips.ts'
import type { Wish } from '../sign-in/wish.ts'
import { guardedFetch } from './guarded-fetch.ts'
import type { CompanySignInSettings } from './settings.ts'

/** Back from the company within ten minutes. */
const LASTS = 10 * 60_000
/** Seconds that the company's server may take for one answer. */
const PATIENCE = 5
/** What an issuer says of itself is asked again after an hour. */
const KNOWN_FOR = 60 * 60_000

/** What became of a sign-in at a company. */
export type CompanyProof =
  | { readonly outcome: 'proved'; readonly address: MailAddress; readonly wish: Wish }
  /** Not in this browser, not in time, or a second time. */
  | { readonly outcome: 'lost' }
  /** The company's server does not answer, or says what it should not. */
  | {
      readonly outcome: 'failed' | 'declined' | 'unproved' | 'elsewhere'
      readonly company: string
      readonly returnTo: string
    }

interface Known {
  readonly config: oidc.Configuration
  readonly at: number
}

/** Signing in at a company's own OpenID provider, each for the mailboxes at its own domains and no other. */
export class CompanySignIn {
  readonly #all: readonly CompanySignInSettings[]
  readonly #trips: RoundTrips
  readonly #clock: Clock
  readonly #log: Log
  readonly #callback: string
  readonly #known = new Map<CompanySignInSettings, Known>()

  constructor(parts: {
    all: readonly CompanySignInSettings[]
    trips: RoundTrips
    clock: Clock
    log: Log
    url: string
  }) {
    this.#all = parts.all
    this.#trips = parts.trips
    this.#clock = parts.clock
    this.#log = parts.log
    this.#callback = `${parts.url}/sign-in/oidc/callback`
  }

  /** The name of the company whose people at this mail domain sign in there; null for none. */
  companyAt(domain: string): string | null {
    return this.#at(domain)?.company ?? null
  }

  /** Where the browser goes to sign in; null when the company's server does not answer. */
  async start({ mail, domain }: MailAddress, browser: string, wish: Wish): Promise<URL | null> {
    const setting = this.#at(domain)
    if (!setting) return null
    try {
      const config = await this.#configOf(setting)
      const [state, nonce, verifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()]
      const kept = { ...wish, domain, nonce, verifier }
      await this.#trips.begin({ purpose: 'company', key: state, browser }, kept, LASTS)
      return oidc.buildAuthorizationUrl(config, {
        redirect_uri: this.#callback,
        scope: 'openid email',
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
        login_hint: mail,
      })
    } catch (error) {
      this.#note(setting, error)
      return null
    }
  }

  /** What the way back proves: `query` is what the company's server gave the browser to bring. */
  async finish(query: string, browser: string): Promise<CompanyProof> {
    const back = new URL(`${this.#callback}${query}`)
    const state = back.searchParams.get('state') ?? ''
    const trip = await this.#trips.end({ purpose: 'company', key: state, browser })
    const setting = trip && this.#at(trip.domain)
    if (!trip || !setting) return { outcome: 'lost' }
    const { nonce, verifier, returnTo, invitation = null } = trip
    const not = (outcome: 'failed' | 'declined' | 'unproved' | 'elsewhere') =>
      ({ outcome, company: setting.company, returnTo }) as const
    try {
      const config = await this.#configOf(setting)
      const tokens = await oidc.authorizationCodeGrant(config, back, {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      })
      const { mail, isVerified } = await this.#claimsOf(config, tokens)
      const address = readMailAddress(mail)
      if (!address || !(isVerified || setting.trustsMail)) return not('unproved')
      if (!setting.domains.includes(address.domain)) return not('elsewhere')
      return { outcome: 'proved', address, wish: { returnTo, invitation } }
    } catch (error) {
      this.#note(setting, error)
      return not(error instanceof oidc.AuthorizationResponseError ? 'declined' : 'failed')
    }
  }

  #at(domain: string): CompanySignInSettings | undefined {
    return this.#all.find(({ domains }) => domains.includes(domain))
  }

  /** Who signed in, from the signed token; where that leaves the address out, from what the issuer tells of him. */
  async #claimsOf(config: oidc.Configuration, tokens: Awaited<ReturnType<typeof oidc.authorizationCodeGrant>>) {
    const signed = tokens.claims()
    const told =
      signed && signed.email === undefined && config.serverMetadata().userinfo_endpoint
        ? await oidc.fetchUserInfo(config, tokens.access_token, signed.sub)
        : signed
    const mail = typeof told?.email === 'string' ? told.email : ''
    return { mail, isVerified: told?.email_verified === true }
  }

  async #configOf(setting: CompanySignInSettings): Promise<oidc.Configuration> {
    const known = this.#known.get(setting)
    const now = this.#clock.now()
    if (known && now - known.at < KNOWN_FOR) return known.config
    const { issuer, clientId, clientSecret } = setting
    const isPlain = issuer.protocol === 'http:'
    const config = await oidc.discovery(issuer, clientId, clientSecret, undefined, {
      timeout: PATIENCE,
      [oidc.customFetch]: guardedFetch(setting),
      execute: [oidc.enableNonRepudiationChecks, ...(isPlain ? [oidc.allowInsecureRequests] : [])],
    })
    this.#known.set(setting, { config, at: now })
    return config
  }

  #note({ company }: CompanySignInSettings, error: unknown): void {
    const { message, code } = error as Error & { code?: unknown }
    this.#log.warn({ company, cause: message, code }, 'sign-in at a company failed')
  }
}
