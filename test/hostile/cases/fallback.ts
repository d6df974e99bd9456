import { encodePost, POST_TYPE, WIRE_HEADER } from '@concord/schema'
import { freshClient } from '../../bench/sync/typing-load.ts'
import { Typist } from '../../bench/sync/typist.ts'
import { type Attack, type Case, updateMessage } from '../attack.ts'

/** A stream of the fallback under hostile control. */
interface HostileStream {
  /** Posts these bytes to its wire; answers the HTTP status, or 'cut' when the line broke. */
  post(body: Uint8Array, headers?: Record<string, string>): Promise<number | 'cut'>
  /** Resolves with the server's goodbye, or with null when there is none in ten seconds. */
  goodbye(): Promise<string | null>
  /** Whether the server still knows its wire, told by an empty POST. */
  stands(): Promise<boolean>
}

async function open(attack: Attack, headers = attack.target.headers): Promise<HostileStream> {
  const socket = await attack.tcp()
  const url = attack.target.url(attack.room)
  const lines = (more: Record<string, string | number>) =>
    Object.entries({ host: url.host, ...headers, ...more })
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('')
  let said = ''
  let leave = (_goodbye: string) => {}
  const left = new Promise<string>((resolve) => {
    leave = resolve
  })
  const wire = await new Promise<string>((resolve, reject) => {
    socket.on('data', (chunk: Buffer) => {
      said += chunk.toString('latin1')
      const [, name] = /event: wire\ndata: (\S+)\n/.exec(said) ?? []
      if (name) resolve(name)
      const [goodbye] = /event: bye\ndata: .*\n/.exec(said) ?? []
      if (goodbye) leave(goodbye)
    })
    socket.on('close', () => reject(new Error(`no stream: ${said.slice(0, 80)}`)))
    socket.write(`GET ${url.pathname}/events HTTP/1.1\r\n${lines({})}\r\n`)
  })
  const post: HostileStream['post'] = async (body, more = {}) => {
    const line = await attack.tcp()
    return new Promise((resolve) => {
      line.on('data', (chunk: Buffer) => resolve(Number(chunk.subarray(9, 12).toString())))
      line.on('close', () => resolve('cut'))
      const head = { 'content-type': POST_TYPE, [WIRE_HEADER]: wire, 'content-length': body.length, ...more }
      line.write(Buffer.concat([Buffer.from(`POST ${url.pathname} HTTP/1.1\r\n${lines(head)}\r\n`), body]))
    })
  }
  return {
    post,
    goodbye: () => Promise.race([left, new Promise<null>((resolve) => setTimeout(resolve, 10_000, null).unref())]),
    stands: async () => (await post(encodePost({ first: 1, messages: [] }))) === 200,
  }
}

/** Opens requests for streams and walks away from them in the middle of whatever they are at. */
const walkAway = async (attack: Attack, text: (path: string, head: string) => string, count: number): Promise<void> => {
  const url = attack.target.url(attack.room)
  const head = Object.entries({ host: url.host, ...attack.target.headers })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')
  for (let from = 0; from < count; from += 100) {
    const sockets = await Promise.all(Array.from({ length: 100 }, () => attack.tcp()))
    for (const socket of sockets) socket.write(text(url.pathname, head))
    // Half of them break; the others are left to hang.
    for (const socket of sockets.slice(0, 50)) socket.destroy()
  }
}

const noise = (length: number) => Uint8Array.from({ length }, (_, at) => (at * 7919 + (at >> 3)) % 256)

/** What is tried where websockets are blocked: the door is another one, and nothing behind it may be. */
export const fallbackCases: readonly Case[] = [
  {
    id: 'post-garbage',
    async run(attack) {
      const stream = await open(attack)
      for (let length = 0; length < 300; length += 1) {
        // Numbered far ahead: what reads as messages by accident is not due.
        const status = await stream.post(Uint8Array.of(255, 255, 3, ...noise(length)))
        if (status !== 400 && status !== 200) return `garbage was answered with ${status}`
      }
      return (await stream.stands()) ? null : 'its own stream ended'
    },
  },
  {
    id: 'post-garbage-message',
    async run(attack) {
      const stream = await open(attack)
      await stream.post(encodePost({ first: 1, messages: [noise(500)] }))
      const goodbye = await stream.goodbye()
      return goodbye?.includes('"code":4400') ? null : 'a message that is none did not close its wire'
    },
  },
  {
    id: 'post-20mb',
    async run(attack) {
      const stream = await open(attack)
      const status = await stream.post(new Uint8Array(20 << 20))
      if (status !== 413 && status !== 'cut') return `answered with ${status}`
      return (await stream.goodbye())?.includes('"code":1009') ? null : 'its wire was not closed'
    },
  },
  {
    id: 'post-false-length',
    async run(attack) {
      const stream = await open(attack)
      const statuses = await Promise.all(
        ['-1', '1e9', '99999999999999999999', 'many'].map((length) =>
          stream.post(encodePost({ first: 1, messages: [] }), { 'content-length': length }),
        ),
      )
      return statuses.every((status) => status === 400 || status === 413 || status === 'cut')
        ? null
        : `answered with ${statuses.join()}`
    },
  },
  {
    id: 'post-tiny-messages',
    async run(attack) {
      const stream = await open(attack)
      const crowd = Buffer.concat([Buffer.of(1), Buffer.alloc(1 << 20, Buffer.of(1, 3))])
      const status = await stream.post(crowd)
      return status === 400 ? null : `answered with ${status}`
    },
  },
  {
    id: 'post-foreign-wire',
    async run(attack) {
      const stream = await open(attack)
      const typist = new Typist(freshClient())
      const body = encodePost({ first: 1, messages: [updateMessage(typist.key())] })
      for (const headers of [attack.target.others!.colleague, attack.target.others!.stranger, { cookie: '' }]) {
        const status = await stream.post(body, headers)
        if (status !== 404 && status !== 401) return `answered with ${status}`
      }
      await attack.innocents.heardMore()
      return attack.innocents.seenClients.has(typist.client) ? 'it was taken' : null
    },
  },
  {
    id: 'post-replayed',
    async run(attack) {
      const stream = await open(attack)
      const typist = new Typist(freshClient())
      const body = encodePost({ first: 1, messages: Array.from({ length: 20 }, () => updateMessage(typist.key())) })
      for (let round = 0; round < 10; round += 1) {
        const statuses = await Promise.all(Array.from({ length: 10 }, () => stream.post(body)))
        if (statuses.some((status) => status !== 200 && status !== 429)) return `answered with ${statuses.join()}`
      }
      return (await stream.stands()) ? null : 'its own stream ended'
    },
  },
  {
    id: 'stream-half-open',
    async run(attack) {
      await walkAway(attack, (path, head) => `GET ${path}/events HTTP/1.1\r\n${head}\r\n`, 2_000)
      return null
    },
  },
  {
    id: 'stream-made-up-session',
    async run(attack) {
      await walkAway(
        attack,
        (path) => `GET ${path}/events HTTP/1.1\r\nhost: x\r\ncookie: concord_session=x\r\n\r\n`,
        1_000,
      )
      return null
    },
  },
  {
    id: 'post-never-ends',
    async run(attack) {
      await open(attack)
      const head = `content-type: ${POST_TYPE}\r\n${WIRE_HEADER}: made-up\r\ncontent-length: 2000000\r\n`
      await walkAway(attack, (path, own) => `POST ${path} HTTP/1.1\r\n${own}${head}\r\n${'x'.repeat(1_000)}`, 1_000)
      return null
    },
  },
]
