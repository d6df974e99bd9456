import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { messageType, type Notice, type PlanResponse, type Role, readNotice, type Side } from '@concord/schema'
import { type RunningServer, type ServerOptions, startServer } from '@concord/sync-server'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'

/** A folder that goes when the test is over. */
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'concord-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A folder for all tests of a file, which removes it when they are over. */
export function aDataFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'concord-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** A running Concord with the demo plan, stopped when the test is over. */
export async function aServer(options: Partial<ServerOptions> = {}): Promise<RunningServer> {
  const server = await startServer({ data: aFolder(), stopSpread: 0, ...options })
  onTestFinished(() => server.stop())
  return server
}

/** One running Concord for all tests of a block: for what must leave it as it was. */
export function aSharedServer(): () => RunningServer {
  let server: RunningServer | undefined
  const data = mkdtempSync(join(tmpdir(), 'concord-'))
  beforeAll(async () => {
    server = await startServer({ data, stopSpread: 0 })
  })
  afterAll(async () => {
    await server?.stop()
    rmSync(data, { recursive: true, force: true })
  })
  return () => server!
}

export const linkOf = (server: RunningServer, side: Side): string => server.demo!.links[side]
export const roomOf = (server: RunningServer): string => server.demo!.room
export const planOf = (server: RunningServer): string => server.demo!.plan

/** The cookie behind a printed link. */
export async function cookieOf(link: string): Promise<string> {
  const response = await fetch(link, { redirect: 'manual' })
  return response.headers.getSetCookie()[0]!.split(';')[0]!
}

/** Who a company's link makes one in the demo plan. */
export async function memberOf(server: RunningServer, side: Side): Promise<PlanResponse['member']> {
  const cookie = await cookieOf(linkOf(server, side))
  const response = await fetch(`${server.url}/api/plans/${planOf(server)}`, { headers: { cookie } })
  return ((await response.json()) as PlanResponse).member
}

/** Gives that person another role, without telling anybody. */
export async function makeRole(server: RunningServer, side: Side, role: Role): Promise<void> {
  await server.store.records.setRole((await memberOf(server, side)).id, role)
}

const withCookie = (cookie: string) =>
  class extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, { headers: { cookie } })
    }
  } as unknown as typeof globalThis.WebSocket

export interface Stock {
  readonly doc: Y.Doc
  readonly provider: WebsocketProvider
}

/** An unmodified client on its way in; `params` go into the address. */
export async function aStockProvider(
  server: RunningServer,
  side: Side,
  { room = roomOf(server), params = {} }: { room?: string; params?: Record<string, string> } = {},
): Promise<Stock> {
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(`${server.url.replace('http', 'ws')}/sync`, room, doc, {
    WebSocketPolyfill: withCookie(await cookieOf(linkOf(server, side))),
    disableBc: true,
    params,
  })
  onTestFinished(() => provider.destroy())
  return { doc, provider }
}

/** An unmodified client that has been told it is synced. */
export async function aStockClient(server: RunningServer, side: Side, room = roomOf(server)): Promise<Stock> {
  const stock = await aStockProvider(server, side, { room })
  await new Promise<void>((resolve) => stock.provider.once('sync', () => resolve()))
  return stock
}

/** Resolves when `seen` holds, looking again whenever the Y.Doc changes. */
export function until(doc: Y.Doc, seen: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!seen()) return
      doc.off('afterAllTransactions', look)
      resolve()
    }
    doc.on('afterAllTransactions', look)
    look()
  })
}

/** The end of a socket. */
export interface Closed {
  readonly code: number
  readonly reason: string
}

/** Everything a client has heard. */
export abstract class Heard {
  readonly heard: Uint8Array[] = []
  abstract readonly closed: Promise<Closed>
  #waiting: (() => void)[] = []

  protected take(message: Uint8Array): void {
    this.heard.push(message)
    for (const look of this.#waiting) look()
  }

  /** Resolves with the first message that fits, heard already or to come. */
  hear<T>(find: (message: Uint8Array) => T | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const look = () => {
        for (const message of this.heard) {
          const found = find(message)
          if (found === undefined) continue
          this.#waiting = this.#waiting.filter((each) => each !== look)
          return resolve(found)
        }
      }
      this.#waiting.push(look)
      this.closed.then(({ code, reason }) => reject(new Error(`closed with ${code} ${reason} before that was heard`)))
      look()
    })
  }

  hearNotice<N extends Notice['type']>(type: N, fits: (notice: Extract<Notice, { type: N }>) => boolean = () => true) {
    return this.hear((message) => {
      const notice = message[0] === messageType.notice ? readNotice(message) : undefined
      return notice?.type === type && fits(notice as Extract<Notice, { type: N }>) ? notice : undefined
    })
  }
}

/** A socket that says exactly what a test wants, and keeps everything it hears. */
export class RawClient extends Heard {
  readonly socket: WebSocket
  readonly closed: Promise<Closed>

  constructor(url: string, headers: Record<string, string>) {
    super()
    this.socket = new WebSocket(url, { headers })
    this.socket.binaryType = 'nodebuffer'
    this.socket.on('message', (data) => this.take(new Uint8Array(data as Buffer)))
    this.socket.on('error', () => {})
    this.closed = new Promise((resolve) =>
      this.socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() })),
    )
    onTestFinished(() => this.socket.terminate())
  }

  send(message: Uint8Array | string): void {
    this.socket.send(message)
  }
}

export interface RawOptions {
  readonly side?: Side
  readonly room?: string
  readonly query?: string
  readonly cookie?: string | null
  readonly headers?: Record<string, string>
}

/** Opens a raw socket; resolves when it is open, or when it was refused or closed. */
export async function aRawClient(server: RunningServer, options: RawOptions = {}): Promise<RawClient> {
  const { side = 'vendor', room = roomOf(server), query = '' } = options
  const cookie = options.cookie === undefined ? await cookieOf(linkOf(server, side)) : options.cookie
  const headers = { ...(cookie && { cookie }), ...options.headers }
  const client = new RawClient(`${server.url.replace('http', 'ws')}/sync/${room}${query}`, headers)
  await new Promise<void>((resolve) => {
    client.socket.once('open', () => resolve())
    client.socket.once('close', () => resolve())
  })
  return client
}

function message(write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder()
  write(encoder)
  return encoding.toUint8Array(encoder)
}

const sync = (subtype: number, bytes: Uint8Array) =>
  message((encoder) => {
    encoding.writeVarUint(encoder, messageType.sync)
    encoding.writeVarUint(encoder, subtype)
    encoding.writeVarUint8Array(encoder, bytes)
  })

export const stepOne = (vector: Uint8Array = Uint8Array.of(0)): Uint8Array => sync(0, vector)
export const stepTwo = (update: Uint8Array): Uint8Array => sync(1, update)
export const update = (bytes: Uint8Array): Uint8Array => sync(2, bytes)

/** Presence of one client, as the stock client writes it. */
export const presence = (id: number, clock: number, state: unknown): Uint8Array =>
  message((encoder) => {
    encoding.writeVarUint(encoder, messageType.presence)
    encoding.writeVarUint8Array(
      encoder,
      message((inner) => {
        encoding.writeVarUint(inner, 1)
        encoding.writeVarUint(inner, id)
        encoding.writeVarUint(inner, clock)
        encoding.writeVarString(inner, JSON.stringify(state))
      }),
    )
  })

/** The body of a sync message of this subtype, or undefined for any other message. */
export function syncBody(heard: Uint8Array, subtype: number): Uint8Array | undefined {
  const decoder = decoding.createDecoder(heard)
  if (decoding.readVarUint(decoder) !== messageType.sync) return undefined
  return decoding.readVarUint(decoder) === subtype ? decoding.readVarUint8Array(decoder) : undefined
}

/** The presence entries of a message, or undefined for any other message. */
export function presenceEntries(heard: Uint8Array): { id: number; clock: number; state: unknown }[] | undefined {
  const decoder = decoding.createDecoder(heard)
  if (decoding.readVarUint(decoder) !== messageType.presence) return undefined
  const inner = decoding.createDecoder(decoding.readVarUint8Array(decoder))
  return Array.from({ length: decoding.readVarUint(inner) }, () => ({
    id: decoding.readVarUint(inner),
    clock: decoding.readVarUint(inner),
    state: JSON.parse(decoding.readVarString(inner)) as unknown,
  }))
}

/** Somebody who puts one value after the other into `meta`: an update for each. */
export function oneWriter(): (key: string, value: string) => Uint8Array {
  const doc = new Y.Doc()
  let last: Uint8Array = new Uint8Array()
  doc.on('update', (update: Uint8Array) => {
    last = update
  })
  return (key, value) => {
    doc.getMap('meta').set(key, value)
    return last
  }
}

/** One update that puts a value into `meta`, by a client of its own. */
export function metaUpdate(key: string, value: string): Uint8Array {
  const doc = new Y.Doc()
  doc.getMap('meta').set(key, value)
  return Y.encodeStateAsUpdate(doc)
}

/** Resolves when something holds, looking once in each turn of the event loop; the test's own limit ends it. */
export async function eventually(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setImmediate(resolve))
}

/** Resolves when the server has answered everything sent before: it answers in order. */
export async function answered(client: RawClient): Promise<void> {
  const before = client.heard.length
  client.send(stepOne())
  await client.hear((message) => (client.heard.indexOf(message) >= before ? syncBody(message, 1) : undefined))
}
