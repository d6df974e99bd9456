import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

/** What a server asks a passkey to sign. */
interface Challenge {
  readonly challenge: string
}

/** What a hostile device, browser or page may do differently. */
export interface Lies {
  readonly origin?: string
  readonly rpId?: string
  readonly type?: string
  readonly challenge?: string
  /** Nobody unlocked the device. */
  readonly isUnverified?: boolean
  readonly counter?: number
  readonly userHandle?: string
  readonly id?: string
  /** Signs with another key. */
  readonly key?: KeyObject
  /** Form of the attestation, with certificates. */
  readonly vouchedBy?: string
}

/** A passkey in software: one P-256 key that signs as a device would, or as an attacker wishes. */
export class Authenticator {
  readonly id = randomBytes(16)
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  readonly #origin: string
  #userHandle = ''
  #counter = 0

  constructor(origin: string) {
    this.#origin = origin
  }

  get keyId(): string {
    return this.id.toString('base64url')
  }

  /** A new passkey in the JSON form in which browsers hand it over. */
  make({ challenge, user }: Challenge & { user: { id: string } }, lies: Lies = {}): string {
    this.#userHandle = user.id
    const { x, y } = this.#keys.publicKey.export({ format: 'jwk' })
    const key = map([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(x!, 'base64url')],
      [-3, Buffer.from(y!, 'base64url')],
    ])
    const length = Buffer.from([0, this.id.length])
    const authData = Buffer.concat([this.#flags(0x40, lies), Buffer.alloc(16), length, this.id, key])
    const statement = lies.vouchedBy ? map([['x5c', map([])]]) : map([])
    const attestation = map([
      ['fmt', lies.vouchedBy ?? 'none'],
      ['attStmt', statement],
      ['authData', authData],
    ])
    return this.#answer({
      clientDataJSON: this.#clientData('webauthn.create', challenge, lies),
      attestationObject: attestation.toString('base64url'),
      transports: ['internal'],
    })
  }

  /** The proof that whoever holds the passkey unlocked it for this challenge. */
  prove({ challenge }: Challenge, lies: Lies = {}): string {
    this.#counter += 1
    const authData = this.#flags(0, lies)
    const clientDataJSON = this.#clientData('webauthn.get', challenge, lies)
    const signed = Buffer.concat([authData, sha256(Buffer.from(clientDataJSON, 'base64url'))])
    const signature = sign('sha256', signed, lies.key ?? this.#keys.privateKey)
    return this.#answer(
      {
        clientDataJSON,
        authenticatorData: authData.toString('base64url'),
        signature: signature.toString('base64url'),
        userHandle: lies.userHandle ?? this.#userHandle,
      },
      lies.id,
    )
  }

  #answer(response: object, id = this.keyId): string {
    return JSON.stringify({ id, rawId: id, type: 'public-key', clientExtensionResults: {}, response })
  }

  #flags(more: number, { rpId, isUnverified, counter }: Lies): Buffer {
    const flags = Buffer.alloc(5)
    flags[0] = 0x01 | (isUnverified ? 0 : 0x04) | more
    flags.writeUInt32BE(counter ?? this.#counter, 1)
    return Buffer.concat([sha256(Buffer.from(rpId ?? new URL(this.#origin).hostname)), flags])
  }

  #clientData(type: string, challenge: string, lies: Lies): string {
    const said = { type, challenge, origin: this.#origin, crossOrigin: false, ...pick(lies) }
    return Buffer.from(JSON.stringify(said)).toString('base64url')
  }
}

const pick = ({ type, challenge, origin }: Lies) => ({
  ...(type && { type }),
  ...(challenge && { challenge }),
  ...(origin && { origin }),
})

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest()

type Cbor = number | string | Buffer

/** A map in CBOR, of the few kinds of value that WebAuthn uses; a map comes ready. */
function map(entries: readonly (readonly [number | string, Cbor])[]): CborMap {
  const parts = entries.flatMap(([key, value]) => [cbor(key), cbor(value)])
  return Object.assign(Buffer.concat([head(5, entries.length), ...parts]), { isMap: true as const })
}
type CborMap = Buffer & { readonly isMap: true }

function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (typeof value === 'string') return Buffer.concat([head(3, value.length), Buffer.from(value)])
  return 'isMap' in value ? value : Buffer.concat([head(2, value.length), value])
}

function head(kind: number, length: number): Buffer {
  const top = kind << 5
  if (length < 24) return Buffer.from([top | length])
  return length < 256 ? Buffer.from([top | 24, length]) : Buffer.from([top | 25, length >> 8, length & 0xff])
}
