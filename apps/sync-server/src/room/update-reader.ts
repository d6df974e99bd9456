import { isUtf8 } from 'node:buffer'

/** One struct of an update, as far as anybody must know it who does not build a Y.Doc. */
export interface Struct {
  readonly client: number
  readonly clock: number
  /** Clocks it takes. */
  readonly length: number
  /** A hole: what would be here is not in this update. */
  readonly isSkip: boolean
  /** It was deleted and swept away: it has no neighbours, no parent and no content. */
  readonly isCollected: boolean
  readonly origin: Id | null
  readonly rightOrigin: Id | null
  /** The root's name, the parent's id, or null when a neighbour tells the parent. */
  readonly parent: string | Id | null
  readonly isType: boolean
  readonly isSubDocument: boolean
}

export interface Id {
  readonly client: number
  readonly clock: number
}

export interface DeletedRun {
  readonly client: number
  readonly from: number
  readonly to: number
}

export interface ReadUpdate {
  readonly structs: readonly Struct[]
  readonly deletes: readonly DeletedRun[]
}

export interface ReadLimits {
  readonly structsPerMessage: number
  readonly clientsPerMessage: number
}

/** Why bytes are not an update that may be passed on. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable'
}

/** Arrays and objects inside one value. */
const DEEPEST_VALUE = 32
/** Y types of this Yjs: array, map, text, XML element, fragment, hook, text. */
const HIGHEST_TYPE = 6
const HIGHEST_ID = 2 ** 32
const HIGHEST_CLOCK = 2 ** 31
const ONE_ROOT = 1

/**
 * Reads an update of the first encoding without building anything of it. It throws Unreadable for whatever a stock
 * client could not read either: one such update in a room would end every client's sync.
 */
export function readUpdate(bytes: Uint8Array, limits: ReadLimits): ReadUpdate {
  const reader = new Reader(bytes)
  const structs: Struct[] = []
  const clients = reader.count()
  if (clients > limits.clientsPerMessage) throw new Unreadable('too many clients in one message')
  const seen = new Set<number>()
  for (let left = clients; left > 0; left -= 1) {
    const count = reader.count()
    if (structs.length + count > limits.structsPerMessage) throw new Unreadable('too many structs in one message')
    const client = reader.below(HIGHEST_ID, 'a client id is out of range')
    if (seen.has(client)) throw new Unreadable('a client twice')
    seen.add(client)
    let clock = reader.below(HIGHEST_CLOCK, 'a clock is out of range')
    for (let each = 0; each < count; each += 1) {
      const struct = reader.struct(client, clock)
      clock += struct.length
      if (struct.length < 1 || clock > HIGHEST_CLOCK) throw new Unreadable('a clock is out of range')
      structs.push(struct)
    }
  }
  const deletes = reader.deletes()
  if (!reader.isAtEnd) throw new Unreadable('bytes after the end')
  return { structs, deletes }
}

class Reader {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length
  }

  count(): number {
    let value = 0
    let scale = 1
    for (;;) {
      const byte = this.byte()
      value += (byte & 127) * scale
      if (byte < 128) return value
      scale *= 128
      if (value > Number.MAX_SAFE_INTEGER) throw new Unreadable('a number is out of range')
    }
  }

  below(bound: number, why: string): number {
    const value = this.count()
    if (value >= bound) throw new Unreadable(why)
    return value
  }

  struct(client: number, clock: number): Struct {
    const info = this.byte()
    const kind = info & 31
    if (kind === 0 || kind === 10) {
      const isSkip = kind === 10
      const nothing = { origin: null, rightOrigin: null, parent: null, isType: false, isSubDocument: false }
      return { client, clock, length: this.count(), isSkip, isCollected: !isSkip, ...nothing }
    }
    const origin = info & 128 ? this.id() : null
    const rightOrigin = info & 64 ? this.id() : null
    let parent: string | Id | null = null
    if (!origin && !rightOrigin) {
      parent = this.count() === ONE_ROOT ? this.text() : this.id()
      if (info & 32) this.skipText()
    }
    for (const id of [origin, rightOrigin, parent])
      if (id !== null && typeof id !== 'string' && id.client === client && id.clock >= clock)
        throw new Unreadable('it builds on itself')
    const length = this.content(kind)
    const [isType, isSubDocument] = [kind === 7, kind === 9]
    return {
      client,
      clock,
      length,
      isSkip: false,
      isCollected: false,
      origin,
      rightOrigin,
      parent,
      isType,
      isSubDocument,
    }
  }

  deletes(): DeletedRun[] {
    const runs: DeletedRun[] = []
    const clients = this.count()
    for (let left = clients; left > 0; left -= 1) {
      const client = this.below(HIGHEST_ID, 'a client id is out of range')
      for (let each = this.count(); each > 0; each -= 1) {
        const from = this.count()
        const to = from + this.count()
        if (to > HIGHEST_CLOCK) throw new Unreadable('a clock is out of range')
        runs.push({ client, from, to })
      }
    }
    return runs
  }

  /** Reads past the content and answers how many clocks it takes. */
  content(kind: number): number {
    switch (kind) {
      case 1:
        return this.count()
      case 2:
        return this.times(() => this.json(true))
      case 3:
        this.skip(this.count())
        return 1
      case 4:
        return this.letters()
      case 5:
        this.json(false)
        return 1
      case 6:
        this.skipText()
        this.json(false)
        return 1
      case 7: {
        const type = this.count()
        if (type > HIGHEST_TYPE) throw new Unreadable('an unknown type')
        // An element and a hook carry their name.
        if (type === 3 || type === 5) this.skipText()
        return 1
      }
      case 8:
        return this.times(() => this.value(0))
      case 9:
        this.skipText()
        this.value(0)
        return 1
      default:
        throw new Unreadable('unknown content')
    }
  }

  times(read: () => void): number {
    const count = this.count()
    // Each takes a byte at least: a bigger number lies.
    if (count > this.#bytes.length - this.#at) throw new Unreadable('the update ends early')
    for (let left = count; left > 0; left -= 1) read()
    return count
  }

  value(depth: number) {
    if (depth > DEEPEST_VALUE) throw new Unreadable('a value is nested too deeply')
    const kind = this.byte()
    switch (kind) {
      case 127:
      case 126:
      case 121:
      case 120:
        return
      case 125:
        while (this.byte() >= 128);
        return
      case 124:
        return this.skip(4)
      case 123:
      case 122:
        return this.skip(8)
      case 119:
        return this.skipText()
      case 118:
        this.times(() => {
          this.skipText()
          this.value(depth + 1)
        })
        return
      case 117:
        this.times(() => this.value(depth + 1))
        return
      case 116:
        return this.skip(this.count())
      default:
        throw new Unreadable('an unknown value')
    }
  }

  json(mayBeUndefined: boolean): void {
    const text = this.text()
    if (mayBeUndefined && text === 'undefined') return
    let depth = 0
    for (let at = 0; at < text.length; at += 1) {
      const letter = text.charCodeAt(at)
      // Brackets inside strings count too: nobody writes that many.
      if (letter === 91 || letter === 123) depth += 1
      else if (letter === 93 || letter === 125) depth -= 1
      if (depth > DEEPEST_VALUE) throw new Unreadable('a value is nested too deeply')
    }
    try {
      JSON.parse(text)
    } catch {
      throw new Unreadable('a value is not JSON')
    }
  }

  text(): string {
    return Buffer.from(this.utf8()).toString('utf8')
  }

  skipText(): void {
    this.utf8()
  }

  /** A text's letters as Yjs counts them: UTF-16 units. */
  letters(): number {
    const text = this.utf8()
    let letters = 0
    for (const byte of text) if ((byte & 0xc0) !== 0x80) letters += byte >= 0xf0 ? 2 : 1
    return letters
  }

  utf8(): Uint8Array {
    const length = this.count()
    const from = this.#at
    this.skip(length)
    const text = this.#bytes.subarray(from, this.#at)
    if (!isUtf8(text)) throw new Unreadable('a text is not UTF-8')
    return text
  }

  id(): Id {
    return {
      client: this.below(HIGHEST_ID, 'a client id is out of range'),
      clock: this.below(HIGHEST_CLOCK, 'a clock is out of range'),
    }
  }

  byte(): number {
    const byte = this.#bytes[this.#at]
    if (byte === undefined) throw new Unreadable('the update ends early')
    this.#at += 1
    return byte
  }

  skip(length: number): void {
    if (length > this.#bytes.length - this.#at) throw new Unreadable('the update ends early')
    this.#at += length
  }
}
