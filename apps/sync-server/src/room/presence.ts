import type { Role, Side } from '@concord/schema'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

/** Who somebody is in a room, as the server knows him from his session. */
export interface Identity {
  readonly name: string
  readonly side: Side | null
  readonly role: Role
  readonly member: string
  readonly colour: string
  /** The same colour under the name that stock caret plugins read. */
  readonly color: string
}

const companyColours: Readonly<Record<Side, string>> = { vendor: '#2f4bc7', partner: '#a3366f' }
const NEITHER = '#4a5361'

/** The colour of a side; grey for somebody of neither company. */
export const colourOf = (side: Side | null): string => (side === null ? NEITHER : companyColours[side])

interface Seen {
  /** The connection whose client it is; null after it left. */
  owner: object | null
  member: string
  clock: number
  /** JSON with the identity stamped on; null after it left. */
  state: string | null
  /** When it was told to everybody last. */
  toldAt: number
}

export type Heard =
  /** Taken; `askAgain` is a frame's content for the sender alone, or null. */
  | { readonly outcome: 'taken'; readonly askAgain: Uint8Array | null }
  | { readonly outcome: 'refused'; readonly why: string }

/** Left clients whose clock is remembered, so that a late echo of them is not taken for somebody. */
const REMEMBERED = 2_000
const HIGHEST_CLOCK = 2 ** 31

/**
 * Who is in a room and where, never stored. One client id per connection; what others echo back is dropped unread;
 * identity is put on by the server whatever the client says.
 */
export class Presence {
  /** Milliseconds between two tellings of one client. */
  readonly #apart: number
  readonly #seen = new Map<number, Seen>()
  readonly #ids = new Map<object, number>()
  readonly #changed = new Set<number>()

  /** One client is told to the others so many times a second, however often it moves. */
  constructor(perSecond: number) {
    this.#apart = 1_000 / perSecond
  }

  /** A message from a connection. */
  receive(owner: object, identity: Identity, bytes: Uint8Array, maximum: number): Heard {
    let askAgain: Uint8Array | null = null
    for (const said of saidIn(bytes)) {
      if (!said) return { outcome: 'refused', why: 'presence does not parse' }
      const { id, clock, from, to } = said
      if (!this.#mayBe(owner, identity, id)) continue
      if (to - from > maximum) return { outcome: 'refused', why: 'presence is too large' }
      if (clock > HIGHEST_CLOCK) return { outcome: 'refused', why: 'presence clock is out of range' }
      const text = new TextDecoder().decode(bytes.subarray(from, to))
      const isFirst = !this.#ids.has(owner)
      if (text === 'null') this.#forget(owner, id, clock)
      else if (!this.#take(owner, identity, id, clock, text))
        return { outcome: 'refused', why: 'presence is malformed' }
      // Peers may still hold this clock from an earlier connection and would ignore it: told that it is gone, a
      // client announces itself anew with the next one.
      if (isFirst && text !== 'null') askAgain = entries([[id, this.#seen.get(id)!.clock, 'null']])
    }
    return { outcome: 'taken', askAgain }
  }

  /** The connection is gone. */
  leave(owner: object): void {
    const id = this.#ids.get(owner)
    this.#ids.delete(owner)
    const seen = id === undefined ? undefined : this.#seen.get(id)
    if (id === undefined || seen?.owner !== owner) return
    seen.owner = null
    seen.state = null
    this.#changed.add(id)
    if (this.#seen.size > REMEMBERED) this.#dropOldest()
  }

  /** How many have changed since they were told of. */
  get news(): number {
    return this.#changed.size
  }

  /** What changed and was not told yet, for everybody; null when all of it was told a moment ago and has to wait. */
  takeNews(now: number): Uint8Array | null {
    const news = [...this.#changed].filter((id) => this.#isDue(id, now))
    for (const id of news) {
      this.#changed.delete(id)
      const seen = this.#seen.get(id)
      if (seen) seen.toldAt = now
    }
    return news.length > 0 ? entries(news.flatMap((id) => this.#entry(id))) : null
  }

  /** Who left is told at once. */
  #isDue(id: number, now: number): boolean {
    const seen = this.#seen.get(id)
    return !seen || seen.state === null || now - seen.toldAt >= this.#apart
  }

  /** Everybody present, for a newcomer; null when nobody is. */
  all(): Uint8Array | null {
    const present = [...this.#seen.keys()].filter((id) => this.#seen.get(id)?.state !== null)
    return present.length > 0 ? entries(present.flatMap((id) => this.#entry(id))) : null
  }

  /** A client id belongs to its first connection; the same Member may take it over when he comes back. */
  #mayBe(owner: object, identity: Identity, id: number): boolean {
    const own = this.#ids.get(owner)
    if (own !== undefined) return own === id
    const seen = this.#seen.get(id)
    return !seen || seen.member === identity.member
  }

  #take(owner: object, identity: Identity, id: number, clock: number, text: string): boolean {
    const said = objectIn(text)
    if (!said) return false
    const seen = this.#seen.get(id)
    if (seen?.owner === owner && clock <= seen.clock) return true
    this.#ids.set(owner, id)
    this.#seen.set(id, {
      owner,
      member: identity.member,
      clock: Math.max(clock, seen?.clock ?? 0),
      state: JSON.stringify({ ...said, user: identity }),
      toldAt: seen?.toldAt ?? Number.NEGATIVE_INFINITY,
    })
    this.#changed.add(id)
    return true
  }

  #forget(owner: object, id: number, clock: number): void {
    const seen = this.#seen.get(id)
    if (seen?.owner !== owner || clock < seen.clock) return
    seen.clock = clock
    seen.state = null
    this.#changed.add(id)
  }

  #entry(id: number): [number, number, string][] {
    const seen = this.#seen.get(id)
    return seen ? [[id, seen.clock, seen.state ?? 'null']] : []
  }

  #dropOldest(): void {
    for (const [id, seen] of this.#seen) {
      if (seen.owner !== null || this.#changed.has(id)) continue
      this.#seen.delete(id)
      return
    }
  }
}

/** What a message says of each client; its JSON is at these places, and not read yet. */
interface Said {
  readonly id: number
  readonly clock: number
  readonly from: number
  readonly to: number
}

/** Ends with null where the bytes do not parse. */
function* saidIn(bytes: Uint8Array): Generator<Said | null> {
  const decoder = decoding.createDecoder(bytes)
  try {
    for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) {
      const id = decoding.readVarUint(decoder)
      const clock = decoding.readVarUint(decoder)
      const length = decoding.readVarUint(decoder)
      const from = decoder.pos
      decoder.pos += length
      if (decoder.pos > bytes.length) return yield null
      yield { id, clock, from, to: decoder.pos }
    }
  } catch {
    yield null
  }
}

function objectIn(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && !Array.isArray(value) ? value : null
  } catch {
    return null
  }
}

function entries(list: readonly (readonly [id: number, clock: number, json: string])[]): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, list.length)
  for (const [id, clock, json] of list) {
    encoding.writeVarUint(encoder, id)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, json)
  }
  return encoding.toUint8Array(encoder)
}
