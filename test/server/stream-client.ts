import { type IncomingMessage, request } from 'node:http'
import { bye, encodePost, POST_TYPE, type PostResponse, postResponse, streamEvent, WIRE_HEADER } from '@concord/schema'
import type { RunningServer } from '@concord/sync-server'
import { onTestFinished } from 'vitest'
import { type Closed, cookieOf, Heard, linkOf, type RawOptions, roomOf } from './support.ts'

/** The answer to a POST. */
export interface Posted {
  readonly status: number
  /** The number the server expects next; undefined when it refused. */
  readonly next: number | undefined
}

/** A client of the fallback that says exactly what a test wants, and keeps everything it hears. */
export class StreamClient extends Heard {
  readonly closed: Promise<Closed>
  /** Status of the stream's answer. */
  readonly status: number
  /** Name of the wire; empty when the server only said goodbye. */
  wire = ''
  /** Resolves when the stream has said the name of its wire. */
  readonly named: Promise<void>
  #name!: () => void
  /** How often the server asked for a sign of life. */
  asked = 0
  /** Number of the next message of `send`. */
  next = 1
  readonly #url: string
  readonly #headers: Record<string, string>
  readonly #response: IncomingMessage
  #sending: Promise<unknown> = Promise.resolve()

  constructor(url: string, headers: Record<string, string>, response: IncomingMessage) {
    super()
    this.#url = url
    this.#headers = headers
    this.#response = response
    this.status = response.statusCode!
    this.named = new Promise((resolve) => {
      this.#name = resolve
    })
    let rest = ''
    let said: Closed = { code: 1006, reason: '' }
    response.setEncoding('latin1')
    response.on('data', (chunk: string) => {
      const events = (rest + chunk).split('\n\n')
      rest = events.pop()!
      for (const event of events) said = this.#event(event) ?? said
    })
    response.on('error', () => {})
    this.closed = new Promise((resolve) => response.on('close', () => resolve(said)))
    onTestFinished(() => void response.destroy())
  }

  #event(text: string): Closed | undefined {
    const [, name, data] = /^(?:event: (\w+)\n)?data: (.*)$/.exec(text) ?? []
    if (name === streamEvent.wire) {
      this.wire = data!
      this.#name()
    } else if (name === streamEvent.alive) this.asked += 1
    else if (name === streamEvent.bye) return bye.parse(JSON.parse(data!))
    else this.take(new Uint8Array(Buffer.from(data!, 'base64')))
    return undefined
  }

  /** Sends messages as an honest client does: numbered on, one POST after the other. */
  send(...messages: Uint8Array[]): Promise<Posted> {
    const sent = this.#sending.then(() => this.post(this.next, ...messages))
    this.#sending = sent
    return sent
  }

  /** One POST with messages from number `first` on. */
  post(first: number, ...messages: Uint8Array[]): Promise<Posted> {
    this.next = Math.max(this.next, first + messages.length)
    return this.postBytes(encodePost({ first, messages }))
  }

  async postBytes(body: Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): Promise<Posted> {
    const response = await fetch(this.#url, {
      method: 'POST',
      body,
      headers: { ...this.#headers, 'content-type': POST_TYPE, [WIRE_HEADER]: this.wire, ...headers },
    })
    const answer: unknown = await response.json()
    const { success, data } = postResponse.safeParse(answer) as { success: boolean; data: PostResponse }
    return { status: response.status, next: success ? data.next : undefined }
  }

  /** A POST that does not say how long it is; resolves when the server has had enough of it. */
  postInParts(body: Uint8Array, length: number): Promise<void> {
    return new Promise((resolve) => {
      const asked = request(this.#url, {
        method: 'POST',
        headers: { ...this.#headers, 'content-type': POST_TYPE, [WIRE_HEADER]: this.wire },
      })
      asked.on('close', resolve)
      asked.on('error', () => {})
      for (let at = 0; at < body.length; at += length) asked.write(body.subarray(at, at + length))
    })
  }

  /** Begins a POST, says part of its body, and cuts the line. */
  async cutPost(body: Uint8Array, said: number): Promise<void> {
    const asked = request(this.#url, {
      method: 'POST',
      headers: {
        ...this.#headers,
        'content-type': POST_TYPE,
        'content-length': body.length,
        [WIRE_HEADER]: this.wire,
      },
    })
    asked.on('error', () => {})
    await new Promise<void>((resolve) => asked.write(body.subarray(0, said), () => resolve()))
    asked.destroy()
  }

  pause(): void {
    this.#response.pause()
  }
  resume(): void {
    this.#response.resume()
  }
  cut(): void {
    this.#response.destroy()
  }
}

/** Opens a stream; resolves when it stands, or when it was refused or closed. */
export async function aStreamClient(server: RunningServer, options: RawOptions = {}): Promise<StreamClient> {
  const { side = 'vendor', room = roomOf(server), query = '' } = options
  const cookie = options.cookie === undefined ? await cookieOf(linkOf(server, side)) : options.cookie
  const headers = { ...(cookie && { cookie }), ...options.headers }
  const url = `${server.url}/sync/${room}`
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request(`${url}/events${query}`, { headers, agent: false }, resolve).on('error', reject).end()
  })
  const client = new StreamClient(url, headers, response)
  if (client.status === 200) await Promise.race([client.named, client.closed])
  return client
}
