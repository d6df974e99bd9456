import * as Y from 'yjs'
import { RawSocket } from './raw-socket.ts'
import type { Target } from './target.ts'
import { Cursor, messageOf, textPart } from './wire.ts'

const SYNC = 0
const PRESENCE = 1
const NOTICE = 2
const HOCUS_STATUS = 8

const EMPTY_UPDATE = Uint8Array.of(0, 0)

export interface Hears {
  /** An update or answer of the server, as bytes. */
  update?(bytes: Uint8Array, isAnswer: boolean): void
  presence?(client: number, clock: number): void
  /** Somebody says so many of this client's updates are saved. */
  saved?(count: number): void
  closed?(code: number | null): void
}

/** One client of any of the servers: syncs, sends updates, and passes on what it hears. */
export class Client {
  readonly #raw: RawSocket
  readonly #prefix: Buffer
  readonly #isHocus: boolean
  readonly #hears: Hears
  /** Sends every remote presence back, as the stock provider does. */
  echoes = false
  readonly #presenceClocks = new Map<number, number>()
  #saved = 0
  /** When it began to connect, and when the first answer came: some servers load a room before, some after. */
  readonly askedAt: number
  syncedAt = 0

  private constructor(raw: RawSocket, target: Target, room: string, hears: Hears, askedAt: number) {
    this.#raw = raw
    this.#isHocus = target.speaks === 'hocus'
    this.#prefix = this.#isHocus ? textPart(room) : Buffer.alloc(0)
    this.#hears = hears
    this.askedAt = askedAt
    raw.onMessage = (message) => this.#read(message)
    raw.onClose = (code) => hears.closed?.(code)
  }

  /** Opens a client; `synced` resolves with the first answer. */
  static async open(
    target: Target,
    room: string,
    hears: Hears = {},
    options: { wantsSaved?: boolean; vector?: Uint8Array } = {},
  ): Promise<{ client: Client; synced: Promise<void> }> {
    const url = target.url(room)
    if (options.wantsSaved && target.name === 'concord') url.searchParams.set('saved', '1')
    const askedAt = performance.now()
    const raw = await RawSocket.open(url, target.headers)
    const synced = Promise.withResolvers<void>()
    const listened: Hears = {
      ...hears,
      update(bytes, isAnswer) {
        hears.update?.(bytes, isAnswer)
        if (!isAnswer || client.syncedAt !== 0) return
        client.syncedAt = performance.now()
        synced.resolve()
      },
      closed(code) {
        synced.reject(new Error(`closed with ${code} before it was synced`))
        hears.closed?.(code)
      },
    }
    const client: Client = new Client(raw, target, room, listened, askedAt)
    synced.promise.catch(() => {})
    if (client.#isHocus) client.#send(Buffer.concat([Buffer.of(2, 0), textPart('bench')]))
    client.#send(messageOf([SYNC, 0], options.vector ?? Uint8Array.of(0)))
    return { client, synced: synced.promise }
  }

  /** Opens a client and waits for its first answer. */
  static async join(target: Target, room: string, hears: Hears = {}, options: { wantsSaved?: boolean } = {}) {
    const { client, synced } = await Client.open(target, room, hears, options)
    await synced
    return client
  }

  get bytesIn(): number {
    return this.#raw.bytesIn
  }
  get framesIn(): number {
    return this.#raw.framesIn
  }

  update(bytes: Uint8Array): void {
    this.#send(messageOf([SYNC, 2], bytes))
  }

  presence(client: number, clock: number, state: unknown): void {
    this.#presenceClocks.set(client, clock)
    this.#send(messageOf([PRESENCE], Buffer.concat([messageOf([1, client, clock]), textPart(JSON.stringify(state))])))
  }

  /** Stops or starts reading: a phone in a tunnel. */
  pause(): void {
    this.#raw.socket.pause()
  }
  resume(): void {
    this.#raw.socket.resume()
  }
  close(): void {
    this.#raw.close()
  }

  #send(message: Buffer): void {
    this.#raw.send(this.#isHocus ? Buffer.concat([this.#prefix, message]) : message)
  }

  #read(message: Buffer) {
    const cursor = new Cursor(message)
    if (this.#isHocus) cursor.skip()
    switch (cursor.uint()) {
      case SYNC:
      case 4: {
        const kind = cursor.uint()
        const bytes = cursor.part()
        if (kind === 0) return this.#send(messageOf([SYNC, 1], EMPTY_UPDATE))
        return this.#hears.update?.(bytes, kind === 1)
      }
      case PRESENCE:
        return this.#presence(cursor.part())
      case NOTICE:
        if (this.#isHocus || cursor.uint() !== 100) return
        return this.#hears.saved?.(cursor.uint())
      case HOCUS_STATUS:
        // One for each update it has applied; the first answers the client's own step 2.
        this.#saved += 1
        return this.#hears.saved?.(this.#saved)
    }
  }

  #presence(bytes: Uint8Array): void {
    const cursor = new Cursor(bytes)
    const changed: Uint8Array[] = []
    for (let left = cursor.uint(); left > 0; left -= 1) {
      const from = cursor.at
      const client = cursor.uint()
      const clock = cursor.uint()
      cursor.skip()
      if ((this.#presenceClocks.get(client) ?? -1) >= clock) continue
      this.#presenceClocks.set(client, clock)
      this.#hears.presence?.(client, clock)
      changed.push(bytes.subarray(from, cursor.at))
    }
    if (!this.echoes || changed.length === 0) return
    this.#send(messageOf([PRESENCE], Buffer.concat([messageOf([changed.length]), ...changed])))
  }
}

/** The clocks an update holds: each client's first and the one after its last. */
export function rangesOf(update: Uint8Array): { client: number; from: number; to: number }[] {
  // The usual case, one key of one client, is read by hand.
  if (update[0] === 1 && update[1] === 1) {
    const cursor = new Cursor(update, 2)
    const client = cursor.uint()
    const from = cursor.uint()
    const info = update[cursor.at++]!
    if (info === 0x84) {
      cursor.uint()
      cursor.uint()
      return [{ client, from, to: from + cursor.uint() }]
    }
  }
  const { from, to } = Y.parseUpdateMeta(update)
  return [...to].map(([client, end]) => ({ client, from: from.get(client) ?? 0, to: end }))
}
