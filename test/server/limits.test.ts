import { messageType, metaRoot, type PlanResponse, readNotice } from '@concord/schema'
import { defaultLimits } from '@concord/sync-server'
import { expect, onTestFinished, test, vi } from 'vitest'
import * as Y from 'yjs'
import { scattered } from '../hostile/hand-made.ts'
import { FakeClock, settings } from './fake-clock.ts'
import {
  aRawClient,
  aServer,
  aStockClient,
  cookieOf,
  eventually,
  linkOf,
  metaUpdate,
  oneWriter,
  planOf,
  type RawClient,
  stepOne,
  stepTwo,
  syncBody,
  until,
  update,
} from './support.ts'

/** A server whose plan has become larger than it may be, and somebody who hears what is saved and refused. */
async function aFullPlan() {
  const server = await aServer({ limits: { ...defaultLimits, plan: 200_000 } })
  const client = await aRawClient(server, { query: '?saved=1' })
  const doc = new Y.Doc()
  doc.getMap('meta').set('text', new Y.Text('x'.repeat(190_000)))
  client.send(update(Y.encodeStateAsUpdate(doc)))
  await client.hearNotice('saved', ({ frames }) => frames === 1)
  const [room] = [...server.rooms.all]
  await eventually(() => room!.content.tail === 0)
  // What is written before the next Snapshot is not counted: some of it is taken, or all.
  for (let n = 0; n < 15; n += 1) client.send(update(metaUpdate(`more${n}`, 'x'.repeat(5_000))))
  await client.hearNotice('saved', ({ frames }) => frames === 16)
  await eventually(() => room!.content.tail === 0)
  expect(room!.content.compacted).toBeGreaterThan(200_000)
  let frames = 16
  /** What becomes of one more update. */
  const send = async (bytes: Uint8Array): Promise<'saved' | 'refused'> => {
    client.send(update(bytes))
    frames += 1
    const mine = frames
    await client.hearNotice('saved', (notice) => notice.frames >= mine)
    const isRefused = client.heard.some((message) => {
      const notice = message[0] === messageType.notice ? readNotice(message) : undefined
      return notice?.type === 'refused' && notice.frame === mine && notice.reason === 'tooLarge'
    })
    return isRefused ? 'refused' : 'saved'
  }
  return { server, content: room!.content, writer: doc.clientID, send }
}

test('RM18 a full plan takes deletions, and what others write when they have made room', async () => {
  const { server, content, send } = await aFullPlan()
  const putSnapshot = vi.spyOn(server.store.log, 'putSnapshot')
  for (let n = 0; n < 3; n += 1) expect(await send(metaUpdate('small', 'x'))).toBe('refused')
  const { doc } = await aStockClient(server, 'partner')
  metaRoot(doc).delete('text')
  await eventually(() => content.compacted < 200_000)
  expect(putSnapshot, 'nothing is compacted for what is refused').toHaveBeenCalledTimes(1)
  expect(await send(metaUpdate('small', 'x'))).toBe('saved')
  await until(doc, () => metaRoot(doc).get('small') === 'x')
})

test('RM18 a stock client that writes in a full plan is closed for good instead of coming back for ever', async () => {
  const { server } = await aFullPlan()
  const { doc, provider } = await aStockClient(server, 'partner')
  const warned = vi.spyOn(console, 'warn').mockImplementation(() => {})
  onTestFinished(() => warned.mockRestore())
  const closed = new Promise<{ code: number }>((resolve) => provider.on('closed', resolve))
  metaRoot(doc).set('more', 'x')
  expect((await closed).code).toBe(4403)
  expect(warned.mock.calls.join()).toContain('more than the plan can take')
})

test('RM18 a full plan is not cut into ever more pieces by deletions', async () => {
  const { writer, send } = await aFullPlan()
  const everyOther = (count: number) =>
    scattered(
      writer,
      Array.from({ length: count }, (_, at) => 1 + at * 2),
    )
  expect(await send(everyOther(9_000))).toBe('refused')
  expect(await send(everyOther(1_000))).toBe('saved')
})

test('RM18 whoever opens a plan that takes four fifths of what it may is told', async () => {
  const isNearlyFull = async (server: Awaited<ReturnType<typeof aServer>>) => {
    const headers = { cookie: await cookieOf(linkOf(server, 'partner')) }
    return ((await (await fetch(`${server.url}/api/plans/${planOf(server)}`, { headers })).json()) as PlanResponse)
      .isNearlyFull
  }
  expect(await isNearlyFull(await aServer())).toBe(false)
  expect(await isNearlyFull((await aFullPlan()).server)).toBe(true)
})

const slowLimits = { ...defaultLimits, unsent: 64 * 1024, plan: 64 << 20, inLine: 64 << 20 }

/** More than the buffers of two sockets hold. */
async function writeMuch(writer: RawClient): Promise<void> {
  const text = 'x'.repeat(400_000)
  const write = oneWriter()
  for (let n = 0; n < 60; n += 1) writer.send(update(write(`big${n}`, text)))
  await writer.hearNotice('saved', ({ frames }) => frames === 60)
}

test('RM11 who reads too slowly gets everything when he reads again, and nobody waits for him', async () => {
  const server = await aServer({ limits: slowLimits })
  const slow = await aRawClient(server, { side: 'partner' })
  const reader = await aStockClient(server, 'partner')
  const writer = await aRawClient(server, { query: '?saved=1' })
  slow.socket.pause()
  await writeMuch(writer)
  await until(reader.doc, () => metaRoot(reader.doc).has('big59'))
  const doc = follow(slow)
  slow.socket.resume()
  await until(doc, () => Array.from({ length: 60 }, (_, n) => `big${n}`).every((key) => metaRoot(doc).has(key)))
})

test.each(settings)('RM11 RM17 who does not read for a minute is closed with 1013: the clock %s', async (_, by) => {
  const clock = new FakeClock()
  const server = await aServer({ clock, limits: slowLimits })
  const slow = await aRawClient(server, { side: 'partner' })
  const writer = await aRawClient(server, { query: '?saved=1' })
  slow.socket.pause()
  await writeMuch(writer)
  clock.jump(by)
  clock.advance(70_000)
  slow.socket.resume()
  expect((await slow.closed).code).toBe(1013)
})

test('RM14 who sends faster than the limit loses nothing', async () => {
  const server = await aServer({ limits: { ...defaultLimits, messageBurst: 20, messagesPerSecond: 400 } })
  const client = await aRawClient(server, { query: '?saved=1' })
  const write = oneWriter()
  for (let n = 0; n < 100; n += 1) client.send(update(write(`k${n}`, 'x')))
  await client.hearNotice('saved', ({ frames }) => frames === 100)
})

test('RM15 a connection brings a few new client ids, more with its first answer, and no crowd of them', async () => {
  const server = await aServer({ limits: { ...defaultLimits, newClients: 2, newClientsAtFirst: 3 } })
  const reader = await aStockClient(server, 'partner')
  // Each of these is written by a client id of its own.
  const write = (client: RawClient, ...keys: string[]) => {
    for (const key of keys) client.send(update(metaUpdate(key, 'x')))
  }
  const answer = (client: RawClient) => client.send(stepTwo(Uint8Array.of(0, 0)))

  const honest = await aRawClient(server, { query: '?saved=1' })
  write(honest, 'offline1', 'offline2', 'offline3')
  answer(honest)
  const again = oneWriter()
  write(honest, 'later1')
  // An id that is known counts once.
  for (const key of ['later2', 'later3', 'later4']) honest.send(update(again(key, 'x')))
  await honest.hearNotice('saved', ({ frames }) => frames === 8)

  const late = await aRawClient(server)
  answer(late)
  write(late, 'crowd1', 'crowd2', 'tooMany1')
  expect((await late.closed).code).toBe(4400)
  const early = await aRawClient(server)
  write(early, 'crowd3', 'crowd4', 'crowd5', 'tooMany2')
  expect((await early.closed).code).toBe(4400)

  const kept = [
    'offline1',
    'offline2',
    'offline3',
    'later1',
    'later2',
    'crowd1',
    'crowd2',
    'crowd3',
    'crowd4',
    'crowd5',
  ]
  await until(reader.doc, () => kept.every((key) => metaRoot(reader.doc).has(key)))
  write(honest, 'tooMany3')
  expect((await honest.closed).code).toBe(4400)
  expect([...metaRoot(reader.doc).keys()].filter((key) => key.startsWith('tooMany'))).toEqual([])
})

test('RM16 who asks for the whole plan again and again is closed with 1013, and nobody else waits for it', async () => {
  const server = await aServer()
  const innocent = await aRawClient(server, { side: 'partner', query: '?saved=1' })
  const greedy = await aRawClient(server)
  for (let n = 0; n < 21; n += 1) greedy.send(stepOne())
  expect((await greedy.closed).code).toBe(1013)
  expect(greedy.heard.filter((message) => syncBody(message, 1))).toHaveLength(20)
  innocent.send(update(metaUpdate('still', 'here')))
  await innocent.hearNotice('saved')
})

test('RM16 answers come back with time: two each second', async () => {
  const clock = new FakeClock()
  const server = await aServer({ clock })
  const client = await aRawClient(server)
  const answers = () => client.heard.filter((message) => syncBody(message, 1)).length
  for (let n = 0; n < 20; n += 1) client.send(stepOne())
  await eventually(() => answers() === 20)
  clock.advance(3_000)
  for (let n = 0; n < 6; n += 1) client.send(stepOne())
  await eventually(() => answers() === 26)
  client.send(stepOne())
  expect((await client.closed).code).toBe(1013)
})

/** A Y.Doc that takes whatever a raw client hears. */
function follow(client: RawClient): Y.Doc {
  const doc = new Y.Doc()
  const take = (message: Uint8Array) => {
    const body = syncBody(message, 2) ?? syncBody(message, 1)
    if (body) Y.applyUpdate(doc, body)
  }
  client.heard.forEach(take)
  client.socket.on('message', (data) => take(new Uint8Array(data as Buffer)))
  return doc
}
