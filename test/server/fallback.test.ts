import { encodePost, metaRoot } from '@concord/schema'
import { defaultLimits } from '@concord/sync-server'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { FakeClock, settings } from './fake-clock.ts'
import { aStreamClient, type StreamClient } from './stream-client.ts'
import {
  aRawClient,
  aServer,
  aStockClient,
  cookieOf,
  eventually,
  linkOf,
  makeRole,
  memberOf,
  metaUpdate,
  oneWriter,
  planOf,
  presence,
  presenceEntries,
  stepOne,
  syncBody,
  until,
  update,
} from './support.ts'

const isUpdate = (bytes: Uint8Array) => (message: Uint8Array) => {
  const body = syncBody(message, 2)
  return body && Buffer.from(body).equals(Buffer.from(bytes)) ? body : undefined
}

/** How many updates with these bytes a client has heard. */
const times = (client: { heard: readonly Uint8Array[] }, bytes: Uint8Array) =>
  client.heard.filter((message) => isUpdate(bytes)(message)).length

/** Resolves when the server has answered everything sent before. */
async function answered(client: StreamClient): Promise<void> {
  const before = client.heard.length
  await client.send(stepOne())
  await client.hear((message) => (client.heard.indexOf(message) >= before ? syncBody(message, 1) : undefined))
}

test('FB1 FB6 both kinds of wire meet in one room: the same messages, the same acknowledgements', async () => {
  const server = await aServer()
  const stream = await aStreamClient(server, { query: '?saved=1' })
  const socket = await aRawClient(server, { side: 'partner', query: '?saved=1' })
  await stream.hear((message) => syncBody(message, 0))
  const [up, down] = [metaUpdate('up', '1'), metaUpdate('down', '1')]
  await stream.send(update(up), presence(7, 1, { at: 'goal' }))
  await socket.hear(isUpdate(up))
  expect(await stream.hearNotice('saved')).toEqual({ type: 'saved', frames: 1 })
  socket.send(update(down))
  await stream.hear(isUpdate(down))
  expect(times(stream, up)).toBe(0)
  const seen = await socket.hear((message) => presenceEntries(message)?.find(({ id }) => id === 7))
  expect(seen.state).toMatchObject({ at: 'goal', user: { side: 'vendor', role: 'owner' } })
})

test('FB1 the stream says that it must not be kept, changed or gathered on its way', async () => {
  const server = await aServer()
  const response = await fetch(`${server.url}/sync/${server.demo!.room}/events`, {
    headers: { cookie: await cookieOf(linkOf(server, 'vendor')) },
  })
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'text/event-stream',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
  })
  await response.body?.cancel()
})

test('FB1 HS1 HS2 HS6 a stream is refused where an upgrade would be', async () => {
  const server = await aServer({ limits: { ...defaultLimits, socketsPerPerson: 2 } })
  const status = async (options: Parameters<typeof aStreamClient>[1]) => (await aStreamClient(server, options)).status
  expect(await status({ cookie: null })).toBe(401)
  expect(await status({ cookie: 'concord_session=made-up' })).toBe(401)
  expect(await status({ headers: { origin: 'https://evil.example' } })).toBe(403)
  expect(await status({ headers: { 'sec-fetch-site': 'cross-site' } })).toBe(403)
  const socket = await aRawClient(server)
  expect(await status({ headers: { origin: server.url, 'sec-fetch-site': 'same-origin' } })).toBe(200)
  expect(await status({})).toBe(429)
  socket.socket.close()
  await socket.closed
  expect(await status({})).toBe(200)
})

test('FB1 HS3 HS4 a room that is not to be had is opened and closed with 4404, a wrong version with 4400', async () => {
  const server = await aServer()
  const closed = async (options: Parameters<typeof aStreamClient>[1]) => (await aStreamClient(server, options)).closed
  expect(await closed({ room: 'plan:aaaaaaaaaaaa' })).toEqual({ code: 4404, reason: 'notFound' })
  expect(await closed({ room: `side:${planOf(server)}:partner` })).toEqual({ code: 4404, reason: 'notFound' })
  expect(await closed({ query: '?schema=new' })).toEqual({ code: 4400, reason: 'badRequest' })
})

test('FB2 a POST is taken only for a wire of the same session and room, and only from our own page', async () => {
  const server = await aServer()
  const stream = await aStreamClient(server, { query: '?saved=1' })
  const other = await aStreamClient(server, { side: 'partner' })
  const body = encodePost({ first: 1, messages: [update(metaUpdate('a', '1'))] })
  const status = async (headers: Record<string, string>, by = stream) => (await by.postBytes(body, headers)).status
  expect(await status({ cookie: '' })).toBe(401)
  expect(await status({ origin: 'https://evil.example' })).toBe(403)
  expect(await status({ 'sec-fetch-site': 'cross-site' })).toBe(403)
  expect(await status({ 'content-type': 'text/plain' })).toBe(400)
  expect(await status({ 'concord-wire': 'made-up' })).toBe(404)
  expect(await status({ 'concord-wire': stream.wire }, other)).toBe(404)
  const side = await aStreamClient(server, { room: `side:${planOf(server)}:vendor` })
  expect(await status({ 'concord-wire': stream.wire }, side)).toBe(404)
  expect(stream.heard.some((message) => message[0] === 2)).toBe(false)
  expect(await stream.postBytes(body, { origin: server.url })).toEqual({ status: 200, next: 2 })
  await stream.hearNotice('saved', ({ frames }) => frames === 1)
})

test('FB3 a POST that is sent again is applied once', async () => {
  const server = await aServer()
  const stream = await aStreamClient(server, { query: '?saved=1' })
  const reader = await aRawClient(server, { side: 'partner' })
  const write = oneWriter()
  const [first, second] = [write('a', '1'), write('b', '2')]
  expect(await stream.post(1, update(first))).toEqual({ status: 200, next: 2 })
  const again = await Promise.all([1, 2].map(() => stream.post(1, update(first), update(second))))
  expect(again.map(({ next }) => next)).toEqual([3, 3])
  await stream.hearNotice('saved', ({ frames }) => frames === 2)
  await reader.hear(isUpdate(second))
  await answered(stream)
  expect([times(reader, first), times(reader, second)]).toEqual([1, 1])
  // Two frames were counted, not five: an acknowledgement still means what the editor thinks it means.
  const told = stream.heard.filter((message) => message[0] === 2).map((message) => message[2])
  expect(Math.max(...told.map(Number))).toBe(2)
})

test('FB3 a POST that comes too early is not taken and told what is expected', async () => {
  const server = await aServer()
  const stream = await aStreamClient(server, { query: '?saved=1' })
  const write = oneWriter()
  const [first, second] = [write('a', '1'), write('b', '2')]
  expect(await stream.post(2, update(second))).toEqual({ status: 200, next: 1 })
  expect(await stream.post(1, update(first))).toEqual({ status: 200, next: 2 })
  expect(await stream.post(2, update(second))).toEqual({ status: 200, next: 3 })
  await stream.hearNotice('saved', ({ frames }) => frames === 2)
})

test('FB4 a POST that breaks off in the middle of a message has brought nothing, and the next one brings it', async () => {
  const server = await aServer()
  const stream = await aStreamClient(server, { query: '?saved=1' })
  const reader = await aRawClient(server, { side: 'partner' })
  const write = oneWriter()
  const [first, second] = [write('a', '1'), write('b', 'x'.repeat(5_000))]
  const body = encodePost({ first: 1, messages: [update(first), update(second)] })
  await stream.cutPost(body, body.length - 2_000)
  await eventually(async () => (await stream.post(1)).status === 200)
  expect(await stream.post(1)).toEqual({ status: 200, next: 1 })
  expect(await stream.postBytes(body)).toEqual({ status: 200, next: 3 })
  await reader.hear(isUpdate(second))
  expect([times(reader, first), times(reader, second)]).toEqual([1, 1])
})

test('FB4 a stream that breaks takes its wire with it, and the next one starts anew with nothing lost', async () => {
  const server = await aServer()
  const cookie = await cookieOf(linkOf(server, 'vendor'))
  const broken = await aStreamClient(server, { cookie, query: '?saved=1' })
  const write = oneWriter()
  const [first, second] = [write('a', '1'), write('b', '2')]
  await broken.post(1, update(first))
  broken.cut()
  await eventually(() => server.sockets.count === 0)
  expect((await broken.post(2, update(second))).status).toBe(404)
  const stream = await aStreamClient(server, { cookie, query: '?saved=1' })
  await stream.post(1, update(first), update(second))
  await stream.hearNotice('saved', ({ frames }) => frames === 2)
  const { doc } = await aStockClient(server, 'partner')
  expect([metaRoot(doc).get('a'), metaRoot(doc).get('b')]).toEqual(['1', '2'])
})

test('FB5 what is too large is refused with 413 and closed with 1009, whatever it claims to be', async () => {
  const server = await aServer({ limits: { ...defaultLimits, message: 10_000 } })
  const large = encodePost({ first: 1, messages: [new Uint8Array(20_000)] })
  const [claimed, counted, message] = await Promise.all([1, 2, 3].map(() => aStreamClient(server)))
  expect((await claimed!.postBytes(large)).status).toBe(413)
  expect((await claimed!.closed).code).toBe(1009)
  await counted!.postInParts(large, 5_000)
  expect((await counted!.closed).code).toBe(1009)
  expect((await message!.post(1, new Uint8Array(10_010))).status).toBe(413)
  expect((await message!.closed).code).toBe(1009)
})

test('FB4 FB5 RM8 a mangled POST brings nothing; a message that is none closes its own wire and nobody else’s', async () => {
  const server = await aServer()
  const [stream, other] = [await aStreamClient(server), await aStreamClient(server)]
  for (const garbage of [Uint8Array.of(), Uint8Array.of(0), Uint8Array.of(1, 255, 255, 3)])
    expect((await stream.postBytes(garbage)).status).toBe(400)
  await answered(stream)
  await stream.send(Uint8Array.of(9, 1, 2))
  expect((await stream.closed).code).toBe(4400)
  await answered(other)
})

test('FB6 AC1 AC3 who may only read is told so, and a right that ends closes the stream with the same code', async () => {
  const server = await aServer()
  const cookie = await cookieOf(linkOf(server, 'partner'))
  const before = await aStreamClient(server, { cookie })
  await makeRole(server, 'partner', 'viewer')
  await server.sockets.recheck()
  expect((await before.closed).code).toBe(1012)
  const viewer = await aStreamClient(server, { cookie, query: '?saved=1' })
  const writer = await aRawClient(server)
  expect(await viewer.hearNotice('refused')).toEqual({ type: 'refused', frame: 0, reason: 'notAllowed' })
  const bytes = metaUpdate('forbidden', '1')
  await viewer.send(update(bytes))
  expect(await viewer.hearNotice('refused', ({ frame }) => frame === 1)).toMatchObject({ reason: 'notAllowed' })
  expect(times(writer, bytes)).toBe(0)
  await server.store.records.removeMember((await memberOf(server, 'partner')).id)
  await server.sockets.recheck()
  expect((await viewer.closed).code).toBe(4403)
})

test.each(settings)(
  'FB7 RM10 who gives no sign of life is cut, and who answers hears something: the clock %s',
  async (_, by) => {
    const clock = new FakeClock()
    const server = await aServer({ clock })
    const [alive, gone] = [await aStreamClient(server), await aStreamClient(server, { side: 'partner' })]
    const before = alive.heard.length
    clock.jump(by)
    for (let turn = 1; turn <= 3; turn += 1) {
      clock.advance(25_000)
      await eventually(() => alive.asked === turn)
      await alive.post(1)
    }
    expect((await gone.closed).code).toBe(1006)
    await alive.hear((message) => (alive.heard.indexOf(message) >= before ? presenceEntries(message) : undefined))
    expect(server.sockets.count).toBe(1)
  },
)

test('FB8 RM11 who reads too slowly gets everything when he reads again, and nobody waits for him', async () => {
  const limits = { ...defaultLimits, unsent: 64 * 1024, plan: 64 << 20, inLine: 64 << 20 }
  const server = await aServer({ limits })
  const slow = await aStreamClient(server, { side: 'partner' })
  const reader = await aStreamClient(server, { side: 'partner' })
  const writer = await aRawClient(server, { query: '?saved=1' })
  slow.pause()
  const write = oneWriter()
  const all = Array.from({ length: 40 }, (_, n) => write(`big${n}`, 'x'.repeat(400_000)))
  for (const bytes of all) writer.send(update(bytes))
  await reader.hear(isUpdate(all[39]!))
  const live = () => all.filter((bytes) => times(slow, bytes) > 0).length
  expect(live()).toBeLessThan(40)
  slow.resume()
  const doc = new Y.Doc()
  const keys = Array.from({ length: 40 }, (_, n) => `big${n}`)
  let applied = 0
  await slow.hear(() => {
    for (; applied < slow.heard.length; applied += 1) {
      const message = slow.heard[applied]!
      const body = syncBody(message, 1) ?? syncBody(message, 2)
      if (body) Y.applyUpdate(doc, body)
    }
    return keys.every((key) => metaRoot(doc).has(key)) || undefined
  })
})

test('FB9 RM14 who sends faster than the limit loses nothing', async () => {
  const server = await aServer({ limits: { ...defaultLimits, messageBurst: 20, messagesPerSecond: 400 } })
  const stream = await aStreamClient(server, { query: '?saved=1' })
  const write = oneWriter()
  const all = Array.from({ length: 100 }, (_, n) => update(write(`k${n}`, 'x')))
  expect(await stream.post(1, ...all)).toEqual({ status: 200, next: 101 })
  await stream.hearNotice('saved', ({ frames }) => frames === 100)
})

test('RM13 at a stop a stream is closed with 1012 and what came in is kept', async () => {
  const server = await aServer()
  const stream = await aStreamClient(server, { query: '?saved=1' })
  await stream.send(update(metaUpdate('bye', 'x')))
  await stream.hearNotice('saved')
  await server.stop()
  expect(await stream.closed).toEqual({ code: 1012, reason: 'restarting' })
})

test('HS5 without saved=1 a stream never hears a notice', async () => {
  const server = await aServer()
  const stream = await aStreamClient(server)
  const { doc } = await aStockClient(server, 'partner')
  await stream.send(update(metaUpdate('a', '1')))
  await until(doc, () => metaRoot(doc).has('a'))
  await answered(stream)
  expect(stream.heard.some((message) => message[0] === 2)).toBe(false)
})
