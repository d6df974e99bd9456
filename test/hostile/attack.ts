import { connect, type Socket } from 'node:net'
import { Client, rangesOf } from '../bench/sync/client.ts'
import { RawSocket } from '../bench/sync/raw-socket.ts'
import type { Target } from '../bench/sync/target.ts'
import { freshClient } from '../bench/sync/typing-load.ts'
import { Typist } from '../bench/sync/typist.ts'
import { messageOf, textPart } from '../bench/sync/wire.ts'

/** A connection under hostile control: it says what it likes and notes what became of it. */
export interface Line {
  readonly raw: RawSocket
  send(message: Uint8Array): void
  /**
   * Resolves when the server has read everything that was sent: with 'open', or with the close code (null when cut)
   * when that was too much for it.
   */
  outcome(): Promise<number | null | 'open'>
  /**
   * Resolves with the close code (null when cut), or 'open' when it was not closed in ten seconds. Of a peer nobody
   * expects that it closes: it is enough that it has read everything.
   */
  end(): Promise<number | null | 'open'>
}

/** Two honest people in the room who type while the attack goes on, and watch. */
export class Innocents {
  readonly typists = [new Typist(freshClient()), new Typist(freshClient())]
  readonly #typedAt = [new Map<number, number>(), new Map<number, number>()]
  readonly #clients: Client[] = []
  readonly #heard = [0, 0]
  #timer: NodeJS.Timeout | undefined
  #worst = 0
  #ownStall = 0
  /** Client ids whose text reached an honest person. */
  readonly seenClients = new Set<number>()
  readonly seenPresence = new Map<number, number>()
  isCut = false

  async join(target: Target, room: string): Promise<void> {
    for (const [index] of this.typists.entries())
      this.#clients.push(
        await Client.join(target, room, {
          update: (bytes) => this.#hear(index, bytes),
          presence: (client, clock) => this.seenPresence.set(client, clock),
          closed: () => {
            this.isCut = true
          },
        }),
      )
    let lastTick = performance.now()
    let turn = 0
    this.#timer = setInterval(() => {
      const now = performance.now()
      // What the measuring process itself slept through is not the server's doing.
      this.#ownStall = Math.max(this.#ownStall, now - lastTick - 50)
      lastTick = now
      const who = turn++ % 2
      const typist = this.typists[who]!
      this.#typedAt[who]!.set(typist.clock, now)
      this.#clients[who]!.update(typist.key())
    }, 50)
  }

  #hear(listener: number, bytes: Uint8Array): void {
    const now = performance.now()
    const other = 1 - listener
    for (const { client, to } of rangesOf(bytes)) {
      this.seenClients.add(client)
      if (client !== this.typists[other]!.client) continue
      const at = this.#typedAt[other]!.get(to - 1)
      if (at !== undefined) this.#worst = Math.max(this.#worst, now - at)
      this.#heard[other] = Math.max(this.#heard[other]!, to)
    }
  }

  /** Resolves when both have heard what the other typed from now on, and so everything that came in before. */
  heardMore(): Promise<boolean> {
    return this.#hearUpTo(1)
  }

  async #hearUpTo(more: number): Promise<boolean> {
    const wanted = this.typists.map(({ clock }) => clock + more)
    const started = performance.now()
    const isComplete = () => wanted.every((clock, who) => this.#heard[who]! >= clock)
    while (!isComplete() && !this.isCut && performance.now() - started < 10_000)
      await new Promise((resolve) => setTimeout(resolve, 5))
    return isComplete()
  }

  /** Resolves when both have heard everything typed so far; answers the slowest letter since the last call. */
  async settled(): Promise<{ worst: number; isComplete: boolean }> {
    const isComplete = await this.#hearUpTo(0)
    const worst = Math.max(0, this.#worst - this.#ownStall)
    this.#worst = 0
    this.#ownStall = 0
    return { worst, isComplete }
  }

  /** Resolves when both were shown this presence, or after five seconds without it. */
  async sees(client: number, clock: number): Promise<boolean> {
    const started = performance.now()
    const isShown = () => this.seenPresence.get(client) === clock
    while (!isShown() && !this.isCut && performance.now() - started < 5_000)
      await new Promise((resolve) => setTimeout(resolve, 5))
    return isShown()
  }

  leave(): void {
    clearInterval(this.#timer)
    for (const client of this.#clients) client.close()
  }
}

/** What a case has to work with. */
export class Attack {
  readonly target: Target
  readonly room: string
  readonly innocents: Innocents
  readonly #open: (RawSocket | Socket)[] = []

  constructor(target: Target, room: string, innocents: Innocents) {
    this.target = target
    this.room = room
    this.innocents = innocents
  }

  /** Another editor's headers; where a server knows no people, anybody's. */
  get colleague(): Readonly<Record<string, string>> {
    return this.target.others?.colleague ?? this.target.headers
  }
  /** Headers of somebody who may only read. */
  get viewer(): Readonly<Record<string, string>> {
    return this.target.others?.viewer ?? this.target.headers
  }

  /** Resolves when the server has served somebody else since: what reached it before was dealt with. */
  async wasServed(): Promise<void> {
    const line = await this.line()
    await line.outcome()
    line.raw.close()
  }

  /** Resolves when others were shown a presence that was sent just now, and so all that came in before it. */
  async presenceWasShown(): Promise<void> {
    const line = await this.line()
    const id = freshClient()
    line.send(presenceMessage(id, 1, '{}'))
    await this.innocents.sees(id, 1)
    line.raw.close()
  }

  /** Opens a websocket in the room, through the handshake an honest client makes. */
  async line(headers: Readonly<Record<string, string>> = this.target.headers, room = this.room): Promise<Line> {
    const raw = await RawSocket.open(this.target.url(room), headers)
    this.#open.push(raw)
    const closed = new Promise<number | null>((resolve) => {
      raw.onClose = resolve
    })
    const isHocus = this.target.speaks === 'hocus'
    const prefix = isHocus ? textPart(room) : Buffer.alloc(0)
    const send = (message: Uint8Array) => raw.send(isHocus ? Buffer.concat([prefix, message]) : message)
    if (isHocus) send(Buffer.concat([Buffer.of(2, 0), textPart('bench')]))
    const outcome = () => {
      const answered = new Promise<'open'>((resolve) => {
        raw.onPong = () => resolve('open')
      })
      raw.ping()
      return Promise.race([closed, answered])
    }
    const end = () =>
      Promise.race([closed, new Promise<'open'>((resolve) => setTimeout(resolve, 10_000, 'open').unref())])
    return { raw, send, outcome, end: this.target.name === 'concord' ? end : outcome }
  }

  /** A connection that speaks no websocket yet. */
  tcp(): Promise<Socket> {
    const { port } = this.target.url(this.room)
    return new Promise((resolve, reject) => {
      const socket = connect({ port: Number(port), host: '127.0.0.1' })
      this.#open.push(socket)
      socket.once('connect', () => resolve(socket))
      socket.on('error', reject)
    })
  }

  /** The status an upgrade is answered with. */
  async upgrade(path: string, headers: Record<string, string>): Promise<number | 'cut'> {
    const socket = await this.tcp()
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
    return new Promise((resolve) => {
      socket.on('data', (chunk: Buffer) => resolve(Number(chunk.subarray(9, 12).toString())))
      socket.on('close', () => resolve('cut'))
      socket.write(
        `GET ${path} HTTP/1.1\r\nHost: ${this.target.url(this.room).host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
          `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n${lines.join('')}\r\n`,
      )
    })
  }

  end(): void {
    for (const each of this.#open)
      if (each instanceof RawSocket) each.close()
      else each.destroy()
  }
}

export const syncMessage = (subtype: number, bytes: Uint8Array): Buffer => messageOf([0, subtype], bytes)
export const updateMessage = (bytes: Uint8Array): Buffer => syncMessage(2, bytes)

/** Presence of one client, with any text for a state. */
export const presenceMessage = (client: number, clock: number, json: string): Buffer =>
  messageOf([1], Buffer.concat([messageOf([1, client, clock]), textPart(json)]))

/** One thing a hostile client tries, and what must come of it. */
export interface Case {
  readonly id: string
  /** It is about what only Concord has: people with roles, plans, pages. */
  readonly isOursOnly?: true
  /**
   * Does it and answers what is wrong with the result, or null. That the server lives, that nobody else is cut or slow,
   * and that memory is given back is looked at after every case.
   */
  run(attack: Attack): Promise<string | null>
}

/** The connection must end with one of these codes; null is a cut without a word. */
export const mustClose = async (line: Line, ...codes: (number | null)[]): Promise<string | null> => {
  const outcome = await line.end()
  return outcome !== 'open' && codes.includes(outcome) ? null : `the connection ended with ${outcome}`
}

/** The connection may go on or end; it must have had no effect, which the case checks by itself. */
export const mustStay = async (line: Line): Promise<string | null> => {
  const outcome = await line.outcome()
  return outcome === 'open' ? null : `the connection ended with ${outcome}`
}
