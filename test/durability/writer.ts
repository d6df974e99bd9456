import { readNotice } from '@concord/schema'
import * as Y from 'yjs'
import { rangesOf } from '../bench/sync/client.ts'
import { RawSocket } from '../bench/sync/raw-socket.ts'
import { Cursor, messageOf, varUint } from '../bench/sync/wire.ts'

/** What everybody on a server was told, before it ended. */
export interface Witness {
  /** Somebody else's screen showed the letters of this client up to here. */
  saw(client: number, to: number): void
  /** A promise was broken. */
  complain(what: string): void
}

/**
 * Somebody who types at the end of his own run of letters, and offers again what the server does not have. Every letter
 * is an edit of its own and can be told from its neighbours.
 */
export class Writer {
  readonly client: number
  readonly room: string
  readonly #root: string
  readonly #witness: Witness
  /** Everything typed so far. */
  text = ''
  /** Letters that the server said are saved, on any connection. */
  acknowledged = 0
  #raw: RawSocket | null = null
  /** How far each sync frame of this connection goes, frame 1 first. */
  #frames: number[] = []
  #settled = 0

  constructor(client: number, room: string, witness: Witness) {
    this.client = client
    this.room = room
    this.#root = room.startsWith('side:') ? 'notes' : 'body'
    this.#witness = witness
  }

  get isThere(): boolean {
    return this.#raw !== null
  }
  get isSaved(): boolean {
    return this.acknowledged === this.text.length
  }

  /** Resolves when the server has asked what it lacks and was answered; rejects when it ends before. */
  async join(url: string, cookie: string): Promise<void> {
    const raw = await RawSocket.open(new URL(`${url}/sync/${this.room}?saved=1`), { cookie })
    this.#raw = raw
    this.#frames = []
    this.#settled = 0
    return new Promise((resolve, reject) => {
      raw.onMessage = (message) => this.#hear(message, resolve)
      raw.onClose = (code) => {
        this.#raw = null
        reject(new Error(`${this.room} closed with ${code}`))
      }
    })
  }

  /** Resolves when the connection is gone and everything that came over it was read. */
  async gone(): Promise<void> {
    while (this.#raw) await new Promise((resolve) => setImmediate(resolve))
  }

  leave(): void {
    this.#raw?.close()
  }

  /** Types letters until so many frames wait for their acknowledgement. */
  type(window: number): void {
    const raw = this.#raw
    if (!raw || this.#frames.length === 0) return
    while (this.#frames.length - this.#settled < window) {
      this.text += String.fromCharCode(97 + ((this.client + this.text.length) % 26))
      this.#send(raw, 2, this.text.length - 1)
    }
  }

  #send(raw: RawSocket, kind: 1 | 2, from: number): void {
    this.#frames.push(this.text.length)
    raw.send(messageOf([0, kind], this.#update(from)))
  }

  /** One Yjs update with the letters from a clock on. */
  #update(from: number): Uint8Array {
    const letters = this.text.slice(from)
    if (letters === '') return Uint8Array.of(0, 0)
    const bytes: number[] = [1, 1]
    varUint(bytes, this.client)
    varUint(bytes, from)
    if (from === 0) bytes.push(4, 1, this.#root.length, ...Buffer.from(this.#root))
    else {
      bytes.push(0x84)
      varUint(bytes, this.client)
      varUint(bytes, from - 1)
    }
    varUint(bytes, letters.length)
    return Buffer.concat([Buffer.from(bytes), Buffer.from(letters), Buffer.of(0)])
  }

  #hear(message: Buffer, asked: () => void) {
    const cursor = new Cursor(message)
    const type = cursor.uint()
    if (type === 2) return this.#hearNotice(message)
    if (type !== 0) return
    const kind = cursor.uint()
    const bytes = cursor.part()
    if (kind !== 0) {
      for (const { client, to } of rangesOf(bytes)) this.#witness.saw(client, to)
      return
    }
    const kept = Y.decodeStateVector(bytes).get(this.client) ?? 0
    if (kept < this.acknowledged)
      this.#witness.complain(`${this.client} was told ${this.acknowledged} letters are saved, the server has ${kept}`)
    if (this.#raw) this.#send(this.#raw, 1, kept)
    asked()
  }

  #hearNotice(message: Buffer): void {
    const notice = readNotice(message)
    if (notice?.type === 'refused') this.#witness.complain(`frame ${notice.frame} was refused: ${notice.reason}`)
    if (notice?.type !== 'saved') return
    this.#settled = notice.frames
    this.acknowledged = Math.max(this.acknowledged, this.#frames[notice.frames - 1] ?? 0)
  }
}
