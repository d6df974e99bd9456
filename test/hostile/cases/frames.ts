import { freshClient } from '../../bench/sync/typing-load.ts'
import { Typist } from '../../bench/sync/typist.ts'
import { type Attack, type Case, mustClose, mustStay, updateMessage } from '../attack.ts'

/** Raw bytes on a websocket that is open. */
const bytes = (id: string, what: Buffer | ((attack: Attack) => Buffer), ...codes: (number | null)[]): Case => ({
  id,
  async run(attack) {
    const line = await attack.line()
    line.raw.socket.write(typeof what === 'function' ? what(attack) : what)
    return mustClose(line, ...codes)
  },
})

const masked = (head: number, length: number, payload = Buffer.alloc(0)) =>
  Buffer.concat([Buffer.of(head, 0x80 | length, 0, 0, 0, 0), payload])

/** An upgrade that Concord refuses with one of these; what a server without people does about it is its own affair. */
const refusedUpgrade = (
  id: string,
  path: (room: string) => string,
  headers: Record<string, string>,
  ...allowed: (number | 'cut')[]
): Case => ({
  id,
  isOursOnly: true,
  async run(attack) {
    const status = await attack.upgrade(path(attack.room), { ...attack.target.headers, ...headers })
    return allowed.includes(status) ? null : `the upgrade was answered with ${status}`
  },
})

/** Rooms that are none must look alike: upgraded and closed with 4404, or not upgraded at all. */
const noRoom = (id: string, room: (known: string) => string): Case => ({
  id,
  isOursOnly: true,
  async run(attack) {
    const path = `/sync/${room(attack.room)}`
    const status = await attack.upgrade(path, attack.target.headers)
    return status === 101 || status === 404 || status === 400 || status === 431 || status === 'cut'
      ? null
      : `answered with ${status}`
  },
})

/** What breaks the framing, the handshake or the name of the room. */
export const frameCases: readonly Case[] = [
  bytes('ws-reserved-bits', masked(0xf2, 1, Buffer.of(0)), 1002, null),
  bytes('ws-reserved-opcode', masked(0x83, 1, Buffer.of(0)), 1002, null),
  bytes('ws-reserved-control', masked(0x8b, 0), 1002, null),
  bytes('ws-close-one-byte', masked(0x88, 1, Buffer.of(3)), 1002, null),
  bytes('ws-close-bad-code', masked(0x88, 2, Buffer.of(3, 231)), 1002, null),
  bytes('ws-close-bad-text', masked(0x88, 4, Buffer.of(3, 232, 255, 254)), 1007, null),
  bytes('ws-long-control', Buffer.concat([Buffer.of(0x89, 0xfe, 0, 200, 0, 0, 0, 0), Buffer.alloc(200)]), 1002, null),
  bytes('ws-unmasked', Buffer.of(0x82, 1, 0), 1002, null),
  bytes('ws-continuation-first', masked(0x80, 1, Buffer.of(0)), 1002, null),
  bytes('ws-text', masked(0x81, 5, Buffer.from('hello')), 4400),
  bytes('ws-length-2-64', Buffer.of(0x82, 0xff, 255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0), 1009, 1002, null),
  bytes('ws-length-4gb', Buffer.of(0x82, 0xff, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0), 1009, 1002, null),
  {
    id: 'ws-20mb',
    async run(attack) {
      const line = await attack.line()
      line.raw.socket.write(
        Buffer.concat([Buffer.of(0x82, 0xff, 0, 0, 0, 0, 1, 64, 0, 0, 0, 0, 0, 0), Buffer.alloc(20 << 20)]),
      )
      return mustClose(line, 1009, null)
    },
  },
  {
    id: 'ws-fragments',
    async run(attack) {
      const line = await attack.line()
      line.raw.socket.write(
        Buffer.concat([
          masked(0x02, 1, Buffer.of(0)),
          ...Array.from({ length: 50_000 }, () => masked(0x00, 1, Buffer.of(0))),
        ]),
      )
      const outcome = await line.outcome()
      return outcome === 'open' || outcome === null || [1008, 1009, 1002].includes(outcome)
        ? null
        : `ended with ${outcome}`
    },
  },
  {
    id: 'ws-half-frame',
    async run(attack) {
      // A frame whose end never comes: others must not wait for it.
      const lines = await Promise.all(Array.from({ length: 20 }, () => attack.line()))
      for (const line of lines) line.raw.socket.write(Buffer.of(0x82, 0xfe, 255, 255, 0, 0))
      await attack.wasServed()
      return null
    },
  },
  {
    id: 'ws-byte-by-byte',
    async run(attack) {
      const line = await attack.line()
      const key = new Typist(freshClient())
      const message = updateMessage(key.key())
      const frame = Buffer.concat([Buffer.of(0x82, 0x80 | message.length, 0, 0, 0, 0), message])
      for (const byte of frame) {
        line.raw.socket.write(Buffer.of(byte))
        await new Promise((resolve) => setImmediate(resolve))
      }
      return mustStay(line)
    },
  },
  {
    id: 'ws-ping-flood',
    async run(attack) {
      const line = await attack.line()
      line.raw.socket.pause()
      for (let each = 0; each < 200; each += 1)
        line.raw.socket.write(Buffer.concat(Array.from({ length: 200 }, () => masked(0x89, 0))))
      await attack.wasServed()
      return null
    },
  },
  {
    id: 'ws-half-open',
    async run(attack) {
      const line = await attack.line()
      // Nothing more will come from here, and nobody said goodbye.
      line.raw.socket.end()
      return mustClose(line, null, 1005, 1006)
    },
  },
  {
    id: 'up-abort',
    async run(attack) {
      for (let each = 0; each < 200; each += 1) {
        const socket = await attack.tcp()
        socket.write(
          `GET ${attack.target.url(attack.room).pathname} HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nCookie: ${attack.target.headers.cookie ?? 'none=1'}\r\n\r\n`,
        )
        socket.resetAndDestroy()
      }
      return null
    },
  },
  {
    id: 'up-garbage',
    async run(attack) {
      const socket = await attack.tcp()
      socket.write(Buffer.from(Array.from({ length: 5_000 }, (_, at) => (at * 7919) % 256)))
      await new Promise((resolve) => socket.once('close', resolve))
      return null
    },
  },
  {
    id: 'up-slow-header',
    async run(attack) {
      const sockets = await Promise.all(Array.from({ length: 100 }, () => attack.tcp()))
      for (const socket of sockets) socket.write('GET /sync/x HTTP/1.1\r\nHost:')
      return null
    },
  },
  refusedUpgrade('up-header-64kb', (room) => `/sync/${room}`, { 'x-big': 'x'.repeat(65_536) }, 431, 400, 'cut'),
  refusedUpgrade('up-no-key', (room) => `/sync/${room}`, { 'Sec-WebSocket-Key': 'short' }, 400, 'cut'),
  refusedUpgrade('up-nocred', (room) => `/sync/${room}`, { cookie: '' }, 401),
  refusedUpgrade('up-made-up-session', (room) => `/sync/${room}`, { cookie: 'concord_session=aaaa' }, 401),
  refusedUpgrade('up-origin', (room) => `/sync/${room}`, { origin: 'https://evil.example' }, 403),
  refusedUpgrade('up-origin-null', (room) => `/sync/${room}`, { origin: 'null' }, 403),
  refusedUpgrade('up-origin-look-alike', (room) => `/sync/${room}`, { origin: 'http://127.0.0.1.evil.example' }, 403),
  refusedUpgrade('up-other-path', () => '/sync', {}, 404),
  refusedUpgrade('up-double-slash', (room) => `//sync/${room}`, {}, 404, 400),
  noRoom('room-traversal', () => '..%2f..%2fetc%2fpasswd'),
  noRoom('room-unicode', () => '%E2%80%AE%F0%9F%92%A9'),
  noRoom('room-nul', (known) => `${known}%00`),
  noRoom('room-broken-escape', () => '%E0%A4%A'),
  noRoom('room-64kb', () => 'x'.repeat(65_536)),
  {
    id: 'room-thousands',
    isOursOnly: true,
    async run(attack) {
      for (let from = 0; from < 2_000; from += 50)
        await Promise.all(
          Array.from({ length: 50 }, (_, at) =>
            attack.upgrade(`/sync/plan:unknown${String(from + at).padStart(5, '0')}`, attack.target.headers),
          ),
        )
      return null
    },
  },
]
