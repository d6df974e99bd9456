import { newId, SCHEMA_VERSION, type Side } from '@concord/schema'
import { defaultLimits } from '@concord/sync-server'
import { describe, expect, test } from 'vitest'
import { aStreamClient } from './stream-client.ts'
import {
  aRawClient,
  aServer,
  aSharedServer,
  cookieOf,
  linkOf,
  metaUpdate,
  planOf,
  presence,
  presenceEntries,
  syncBody,
  update,
} from './support.ts'

/** The HTTP status an upgrade was refused with. */
async function refusal(server: Awaited<ReturnType<typeof aServer>>, headers: Record<string, string>, path = '/sync/x') {
  const { request } = await import('node:http')
  return new Promise<number>((resolve, reject) => {
    const asked = request(`${server.url}${path}`, {
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
        'sec-websocket-version': '13',
        ...headers,
      },
    })
    asked.on('response', ({ statusCode = 0 }) => resolve(statusCode))
    asked.on('upgrade', (_response, socket) => {
      socket.destroy()
      resolve(101)
    })
    asked.on('error', reject)
    asked.end()
  })
}

test('HS1 without a live session the upgrade is refused with 401', async () => {
  const server = await aServer()
  const path = `/sync/${server.demo!.room}`
  expect(await refusal(server, {}, path)).toBe(401)
  expect(await refusal(server, { cookie: 'concord_session=made-up' }, path)).toBe(401)
  expect(await refusal(server, { cookie: await cookieOf(linkOf(server, 'vendor')) }, path)).toBe(101)
})

test('HS2 a page of a foreign origin is refused with 403, also with a session', async () => {
  const server = await aServer()
  const path = `/sync/${server.demo!.room}`
  const cookie = await cookieOf(linkOf(server, 'vendor'))
  const from = (origin: string) => refusal(server, { cookie, origin }, path)
  expect(await from('https://evil.example')).toBe(403)
  expect(await from('null')).toBe(403)
  expect(await from(`http://127.0.0.1:${server.port}`)).toBe(403)
  expect(await from(server.url)).toBe(101)
})

const hidden: [string, (plan: string) => string][] = [
  ['an unknown plan', () => `plan:${newId()}`],
  ['no plan at all', () => 'plan:'],
  ['an unknown kind of room', (plan) => `notes:${plan}`],
  ['a longer name', (plan) => `plan:${plan}:more`],
  ['a path that leads out', () => 'plan:..%2f..%2fdata'],
  ['a broken escape', () => '%E0%A4%A'],
  ['a name with a zero', (plan) => `plan:${plan}%00`],
  ['the other side', (plan) => `side:${plan}:partner`],
  ['no side', (plan) => `side:${plan}:both`],
]
describe('rooms that are not there', () => {
  const shared = aSharedServer()
  test.each(hidden)('HS3 %s is upgraded and closed with 4404', async (_what, room) => {
    const server = shared()
    const client = await aRawClient(server, { room: room(planOf(server)) })
    expect(await client.closed).toEqual({ code: 4404, reason: 'notFound' })
    expect(client.heard).toEqual([])
  })
})

test('HS3 a room of a plan is for its own people only, and the own side room opens', async () => {
  const server = await aServer()
  const side = (of: Side) => aRawClient(server, { side: of, room: `side:${planOf(server)}:${of}` })
  for (const of of ['vendor', 'partner'] as const) {
    const client = await side(of)
    await client.hear((message) => syncBody(message, 0))
  }
})

test('HS4 an editor older than the plan is told at once that it only reads, and nothing it sends is taken', async () => {
  const server = await aServer()
  const old = await aRawClient(server, { query: '?saved=1&schema=0' })
  expect(await old.hearNotice('refused')).toEqual({ type: 'refused', frame: 0, reason: 'editorTooOld' })
  old.send(update(metaUpdate('old', 'yes')))
  expect(await old.hearNotice('refused', ({ frame }) => frame === 1)).toMatchObject({ reason: 'editorTooOld' })
  const present = await aRawClient(server, { query: `?saved=1&schema=${SCHEMA_VERSION}` })
  present.send(update(metaUpdate('new', 'yes')))
  await present.hearNotice('saved')
})

test('HS4 a schema version that is none is closed with 4400', async () => {
  const server = await aServer()
  const client = await aRawClient(server, { query: '?schema=new' })
  expect((await client.closed).code).toBe(4400)
})

test('HS6 more sockets than a person may hold are refused with 429', async () => {
  const server = await aServer({ limits: { ...defaultLimits, socketsPerPerson: 2 } })
  const cookie = await cookieOf(linkOf(server, 'vendor'))
  await aRawClient(server, { cookie })
  const second = await aRawClient(server, { cookie })
  expect(await refusal(server, { cookie }, `/sync/${server.demo!.room}`)).toBe(429)
  second.socket.close()
  await second.closed
  const third = await aRawClient(server, { cookie })
  await third.hear((message) => syncBody(message, 0))
})

test('HS6 sockets are counted by the address of whoever calls, as a proxy of ours tells it and nobody else', async () => {
  const limits = { ...defaultLimits, socketsPerAddress: 1 }
  const from = (address: string) => ({ headers: { 'x-forwarded-for': address } })
  const behindProxy = await aServer({ limits, proxies: ['loopback'] })
  await aRawClient(behindProxy, from('192.0.2.1'))
  const path = `/sync/${behindProxy.demo!.room}`
  const cookie = await cookieOf(linkOf(behindProxy, 'partner'))
  expect(await refusal(behindProxy, { cookie, ...from('203.0.113.9, 192.0.2.1').headers }, path)).toBe(429)
  expect(await refusal(behindProxy, { cookie, ...from('192.0.2.2').headers }, path)).toBe(101)
  expect((await aStreamClient(behindProxy, from('192.0.2.1'))).status).toBe(429)

  const open = await aServer({ limits })
  await aRawClient(open, from('192.0.2.1'))
  expect((await aStreamClient(open, from('192.0.2.2'))).status).toBe(429)
})

test('HS7 identity comes from the session: nothing in URL or presence changes it', async () => {
  const server = await aServer()
  const ana = await aRawClient(server, { query: '?member=boss&role=owner&side=partner' })
  const jo = await aRawClient(server, { side: 'partner' })
  ana.send(presence(4711, 1, { user: { name: 'Boss', side: 'partner' }, field: 'title' }))
  const seen = await jo.hear((message) => presenceEntries(message)?.find(({ id }) => id === 4711))
  expect(seen.state).toMatchObject({
    field: 'title',
    user: { name: 'Ana Moreno', side: 'vendor', role: 'owner', colour: '#2f4bc7' },
  })
})

test('an upgrade that is cut off half way costs nobody anything', async () => {
  const server = await aServer()
  const { connect } = await import('node:net')
  const cookie = await cookieOf(linkOf(server, 'vendor'))
  for (let n = 0; n < 20; n += 1) {
    const socket = connect(server.port, '127.0.0.1')
    await new Promise<void>((resolve) => socket.once('connect', () => resolve()))
    socket.write(
      `GET /sync/${server.demo!.room} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nCookie: ${cookie}\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n`,
    )
    socket.resetAndDestroy()
  }
  const client = await aRawClient(server, { cookie })
  await client.hear((message) => syncBody(message, 0))
})

test('HS8 who knocks again and again while a server starts is answered by it', async () => {
  const before = await aServer()
  await before.stop()
  let isStarted = false
  const answers: (number | string)[] = []
  const knocking = (async () => {
    do {
      answers.push(
        await Promise.race([
          refusal(before, {}).catch((error: NodeJS.ErrnoException) => error.code!),
          new Promise<string>((resolve) => setTimeout(resolve, 20_000, 'no answer')),
        ]),
      )
    } while (!isStarted && answers.at(-1) !== 'no answer')
  })()
  await aServer({ port: before.port })
  isStarted = true
  await knocking
  expect(answers.filter((answer) => answer !== 'ECONNREFUSED' && answer !== 401)).toEqual([])
})
