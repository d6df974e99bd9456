import { isIP } from 'node:net'
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { RoundTrips } from '../sign-in/round-trips.ts'
import type { PasskeyRow } from '../store/records/passkeys.ts'
import type { Person } from '../store/records/people.ts'
import type { Store } from '../store/store.ts'
import { words } from '../words.ts'
import { challengeIn, readMade, readProof } from './answers.ts'

/** A challenge is answered within five minutes. */
const LASTS = 5 * 60_000
/** Passkeys one person may have. */
const MOST = 20
const LONGEST_NAME = 60
/** EdDSA, ES256, RS256: every device knows one of them, and Node checks them without its experimental parts. */
const ALGORITHMS = [-8, -7, -257]

/** Loaded when somebody first uses a passkey: it is a fifth of all modules, and a start would wait for them. */
const webAuthn = () => import('@simplewebauthn/server')
const webAuthnHelpers = () => import('@simplewebauthn/server/helpers')

/** What became of a new passkey. */
export type Added = 'added' | 'refused' | 'tooMany'

/** Passkeys: the second way in, with a key that a device keeps and that no other address than ours can ask for. */
export class Passkeys {
  readonly #store: Store
  readonly #clock: Clock
  readonly #trips: RoundTrips
  readonly #log: Log
  readonly #origin: string
  readonly #rpId: string
  readonly #isGivenUrl: boolean
  /**
   * Where passkeys work; null for nowhere. A browser binds them to one name, over TLS or on this machine, and never to
   * a number.
   */
  readonly place: string | null

  constructor(parts: {
    store: Store
    clock: Clock
    trips: RoundTrips
    log: Log
    /** Where people reach Concord, and whether somebody said so. */
    url: string
    isGivenUrl: boolean
  }) {
    this.#store = parts.store
    this.#clock = parts.clock
    this.#trips = parts.trips
    this.#log = parts.log
    const { origin, hostname, protocol } = new URL(parts.url)
    this.#origin = origin
    this.#rpId = hostname
    this.#isGivenUrl = parts.isGivenUrl
    const isNamed = isIP(hostname.replace(/^\[|\]$/g, '')) === 0
    this.place = isNamed && (protocol === 'https:' || hostname === 'localhost') ? origin : null
  }

  /** Whether passkeys work where a request was made. A proxy may ask under another name than people do. */
  worksAt(host: string | undefined): boolean {
    return this.place !== null && (this.#isGivenUrl || host === new URL(this.place).host)
  }

  /** What the browser asks any passkey of ours to sign. */
  async challenge(browser: string): Promise<PublicKeyCredentialRequestOptionsJSON> {
    const { generateAuthenticationOptions } = await webAuthn()
    const options = await generateAuthenticationOptions({
      rpID: this.#rpId,
      timeout: LASTS,
      userVerification: 'required',
    })
    await this.#trips.begin({ purpose: 'passkeySignIn', key: options.challenge, browser }, null, LASTS)
    return options
  }

  /** Whom a passkey's proof signs in; null when it proves nothing here. */
  async prove(json: string, browser: string): Promise<string | null> {
    const response = readProof(json)
    if (!response) return this.#refuse('it cannot be read', null)
    const key = challengeIn(response)
    if ((await this.#trips.end({ purpose: 'passkeySignIn', key, browser })) === undefined)
      return this.#refuse('its challenge is not open in this browser', null)
    const passkey = await this.#store.records.passkeyById(response.id)
    if (!passkey) return this.#refuse('it is unknown', null)
    const { userHandle } = response.response
    if (userHandle !== undefined && userHandle !== handleOf(passkey.person))
      return this.#refuse('it is somebody else’s', null)
    try {
      const { verifyAuthenticationResponse } = await webAuthn()
      const { isoBase64URL } = await webAuthnHelpers()
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response,
        expectedChallenge: key,
        expectedOrigin: this.#origin,
        expectedRPID: this.#rpId,
        requireUserVerification: true,
        credential: {
          id: passkey.id,
          publicKey: isoBase64URL.toBuffer(passkey.publicKey),
          counter: passkey.counter,
        },
      })
      if (!verified) return this.#refuse('its signature is wrong', null)
      const counter = { from: passkey.counter, to: authenticationInfo.newCounter }
      if (!(await this.#store.records.usePasskey(passkey.id, counter, this.#clock.now())))
        return this.#refuse('it was used twice at once', null)
      return passkey.person
    } catch (error) {
      return this.#refuse((error as Error).message, null)
    }
  }

  /** What the browser needs to make a passkey for a person. */
  async invite({ id, mail, name }: Person, browser: string): Promise<PublicKeyCredentialCreationOptionsJSON> {
    const own = await this.#store.records.passkeysOf(id)
    const { generateRegistrationOptions } = await webAuthn()
    const options = await generateRegistrationOptions({
      rpName: words.page.name,
      rpID: this.#rpId,
      userName: mail ?? name,
      userDisplayName: name,
      userID: new TextEncoder().encode(id),
      timeout: LASTS,
      attestationType: 'none',
      supportedAlgorithmIDs: ALGORITHMS,
      excludeCredentials: own.map(({ id, transports }) => ({ id, transports: [...transports] })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
    await this.#trips.begin({ purpose: 'passkeyAdd', key: options.challenge, browser }, { person: id }, LASTS)
    return options
  }

  /** Keeps a passkey that a device made for a person. */
  async add(person: string, json: string, name: string, browser: string): Promise<Added> {
    const response = readMade(json)
    if (!response) return this.#refuse('it cannot be read', 'refused')
    const key = challengeIn(response)
    const trip = await this.#trips.end({ purpose: 'passkeyAdd', key, browser })
    if (trip?.person !== person) return this.#refuse('its challenge is not open for this person', 'refused')
    try {
      const { verifyRegistrationResponse } = await webAuthn()
      const { isoBase64URL } = await webAuthnHelpers()
      if (!(await isPlain(response.response.attestationObject)))
        return this.#refuse('it brings certificates', 'refused')
      const { verified, registrationInfo } = await verifyRegistrationResponse({
        response,
        expectedChallenge: key,
        expectedOrigin: this.#origin,
        expectedRPID: this.#rpId,
        requireUserVerification: true,
        supportedAlgorithmIDs: ALGORITHMS,
      })
      if (!verified) return this.#refuse('it is not verified', 'refused')
      const { id, publicKey, counter } = registrationInfo.credential
      const passkey: Omit<PasskeyRow, 'usedAt'> = {
        id,
        person,
        publicKey: isoBase64URL.fromBuffer(publicKey),
        counter,
        transports: response.response.transports ?? [],
        name: name.trim().slice(0, LONGEST_NAME) || words.account.passkey,
        addedAt: this.#clock.now(),
      }
      return (await this.#store.records.addPasskey(passkey, MOST)) ? 'added' : 'tooMany'
    } catch (error) {
      return this.#refuse((error as Error).message, 'refused')
    }
  }

  /** For whoever runs Concord; the person is told one and the same whatever was wrong. */
  #refuse<T>(cause: string, answer: T): T {
    this.#log.info({ cause }, 'passkey refused')
    return answer
  }
}

/** A person's id as a passkey keeps it. */
const handleOf = (person: string) => Buffer.from(person).toString('base64url')

/**
 * True where nobody vouches for the device, as we ask. Certificates are not looked at: reading them means following
 * addresses that stand in them.
 */
async function isPlain(attestationObject: string): Promise<boolean> {
  const { decodeAttestationObject, isoBase64URL } = await webAuthnHelpers()
  const attestation = decodeAttestationObject(isoBase64URL.toBuffer(attestationObject))
  const isSelfMade = attestation.get('fmt') === 'packed' && attestation.get('attStmt').get('x5c') === undefined
  return attestation.get('fmt') === 'none' || isSelfMade
}
