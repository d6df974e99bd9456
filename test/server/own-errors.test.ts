import { metaRoot } from '@concord/schema'
import { defaultLimits, silentLog } from '@concord/sync-server'
import { expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { FakeClock } from './fake-clock.ts'
import { aStreamClient } from './stream-client.ts'
import {
  aRawClient,
  aServer,
  aStockClient,
  eventually,
  memberOf,
  metaUpdate,
  oneWriter,
  stepOne,
  stepTwo,
  syncBody,
  until,
  update,
} from './support.ts'

// Errors of the server itself: none of these is the fault of what a client sent.

const unexpected = () => {
  throw new Error('unexpected')
}

/** A server with its one room open, and what it logs as an error. */
async function aTroubledServer(options: Parameters<typeof aServer>[0] = {}) {
  const logged: unknown[] = []
  const log = { ...silentLog, error: (_: object, what: string) => logged.push(what) } as unknown as typeof silentLog
  const server = await aServer({ ...options, log })
  const other = await aRawClient(server, { side: 'partner', query: '?saved=1' })
  const [room] = server.rooms.all
  return { server, room: room!, other, logged }
}

test.each([
  ['websocket', aRawClient],
  ['stream', aStreamClient],
] as const)(
  'RM19 a message at which the server fails closes its %s with 1011, and is taken when it is sent again',
  async (_, open) => {
    const { server, room, other, logged } = await aTroubledServer()
    const client = await open(server, { query: '?saved=1' })
    vi.spyOn(room, 'receive').mockImplementationOnce(unexpected)
    const bytes = metaUpdate('kept', 'x')
    await client.send(update(bytes))
    expect((await client.closed).code).toBe(1011)
    expect(logged).toEqual(['a message failed'])
    const back = await open(server, { query: '?saved=1' })
    await back.send(stepTwo(bytes))
    await back.hearNotice('saved')
    await other.hear((message) => syncBody(message, 2))
  },
)

test('RM19 an update that cannot be looked at is not taken for one that is wrong', async () => {
  const clock = new FakeClock()
  const { server } = await aTroubledServer({ clock })
  const client = await aRawClient(server, { query: '?saved=1' })
  vi.spyOn(clock, 'now').mockImplementationOnce(unexpected)
  client.send(update(metaUpdate('kept', 'x')))
  expect((await client.closed).code).toBe(1011)
})

test('RM19 a connection that cannot be let in, brought up to date or answered is closed with 1011 alone', async () => {
  const limits = { ...defaultLimits, unsent: 64 * 1024, plan: 64 << 20, inLine: 64 << 20 }
  const { server, room, other, logged } = await aTroubledServer({ limits })
  const write = oneWriter()

  vi.spyOn(room, 'join').mockImplementationOnce(unexpected)
  expect((await (await aRawClient(server)).closed).code).toBe(1011)
  expect(logged).toEqual(['joining failed'])

  const slow = await aRawClient(server)
  slow.socket.pause()
  for (let n = 0; n < 60; n += 1) other.send(update(write(`big${n}`, 'x'.repeat(400_000))))
  await other.hearNotice('saved', ({ frames }) => frames === 60)
  vi.spyOn(room, 'catchUp').mockImplementationOnce(unexpected)
  slow.socket.resume()
  expect((await slow.closed).code).toBe(1011)
  expect(logged).toEqual(['joining failed', 'catching up failed'])

  // What is cut from a large Snapshot comes later, when nobody waits for it any more.
  await eventually(() => room.content.toCut(Y.encodeStateVector(new Map([[1, 1]]))) !== null)
  const asking = await aRawClient(server)
  vi.spyOn(room.content, 'answer').mockImplementationOnce(unexpected)
  asking.send(stepOne(Y.encodeStateVector(new Map([[1, 1]]))))
  expect((await asking.closed).code).toBe(1011)
  expect(logged.at(-1)).toBe('an answer failed')

  vi.spyOn(room, 'leave').mockImplementationOnce(unexpected)
  const leaving = await aRawClient(server)
  leaving.socket.close()
  await leaving.closed
  await eventually(() => server.sockets.count === 1)
  expect(logged.at(-1)).toBe('leaving failed')
  other.send(update(write('still', 'here')))
  await other.hearNotice('saved', ({ frames }) => frames === 61)
})

test('RM19 ST6 a room that fails while it passes on what was written is loaded anew, and nothing is lost', async () => {
  const { server, room, other, logged } = await aTroubledServer()
  const writer = await aRawClient(server, { query: '?saved=1' })
  vi.spyOn(room.content, 'add').mockImplementationOnce(unexpected)
  writer.send(update(metaUpdate('kept', 'x')))
  expect((await writer.closed).code).toBe(1013)
  expect((await other.closed).code).toBe(1013)
  expect(logged).toEqual(['the room failed and closes'])
  const { doc } = await aStockClient(server, 'vendor')
  await until(doc, () => metaRoot(doc).get('kept') === 'x')
})

test('RM19 one connection that cannot be pinged keeps no other from a sign of life', async () => {
  const clock = new FakeClock()
  const { server, other, logged } = await aTroubledServer({ clock })
  const client = await aRawClient(server)
  const pinged = new Promise((resolve) => client.socket.once('ping', resolve))
  vi.spyOn(WebSocket.prototype, 'ping').mockImplementationOnce(unexpected)
  clock.advance(25_000)
  expect((await other.closed).code).toBe(1011)
  await pinged
  expect(logged).toEqual(['a sign of life failed'])
})

test('RM19 a sweep that fails stops nothing else of the wheel', async () => {
  const clock = new FakeClock()
  const { server, other, logged } = await aTroubledServer({ clock })
  vi.spyOn(server.rooms, 'sweep').mockImplementation(unexpected)
  await server.store.records.removeMember((await memberOf(server, 'partner')).id)
  clock.advance(60_000)
  expect((await other.closed).code).toBe(4403)
  expect(logged).toContain('a timer failed')
})
