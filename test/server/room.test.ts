import { metaRoot } from '@concord/schema'
import { defaultLimits } from '@concord/sync-server'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { FakeClock, settings } from './fake-clock.ts'
import { aMoodyStore } from './moody-store.ts'
import {
  answered,
  aRawClient,
  aServer,
  aStockClient,
  eventually,
  metaUpdate,
  oneWriter,
  presence,
  presenceEntries,
  roomOf,
  stepTwo,
  syncBody,
  until,
  update,
} from './support.ts'

const isUpdate = (bytes: Uint8Array) => (message: Uint8Array) => {
  const body = syncBody(message, 2)
  return body && Buffer.from(body).equals(Buffer.from(bytes)) ? body : undefined
}

test('RM3 a newcomer gets the tail first and step 2 last, and holds everything when he is told he is synced', async () => {
  const server = await aServer()
  const writer = await aRawClient(server, { query: '?saved=1' })
  const write = oneWriter()
  for (let n = 0; n < 120; n += 1) writer.send(update(write(`late${n}`, 'x')))
  await writer.hearNotice('saved', ({ frames }) => frames === 120)
  const { doc } = await aStockClient(server, 'partner')
  expect([...metaRoot(doc).keys()].filter((key) => key.startsWith('late'))).toHaveLength(120)
})

test('RM4 nobody sees or is told of an update before it is on disk', async () => {
  const { open, mood } = aMoodyStore()
  const server = await aServer({ openStore: open })
  const [writer, reader] = [
    await aRawClient(server, { query: '?saved=1' }),
    await aRawClient(server, { side: 'partner' }),
  ]
  const gate = Promise.withResolvers<void>()
  mood.gate = gate.promise
  const bytes = metaUpdate('a', '1')
  writer.send(update(bytes))
  await answered(writer)
  await answered(reader)
  expect(reader.heard.some((message) => isUpdate(bytes)(message))).toBe(false)
  expect(writer.heard.some((message) => message[0] === 2)).toBe(false)
  gate.resolve()
  await reader.hear(isUpdate(bytes))
  expect(await writer.hearNotice('saved')).toEqual({ type: 'saved', frames: 1 })
})

test('RM5 the same bytes reach everybody but the sender', async () => {
  const server = await aServer()
  const [writer, reader] = [
    await aRawClient(server, { query: '?saved=1' }),
    await aRawClient(server, { side: 'partner' }),
  ]
  const bytes = metaUpdate('a', '1')
  writer.send(stepTwo(bytes))
  await reader.hear(isUpdate(bytes))
  await answered(writer)
  expect(writer.heard.some((message) => isUpdate(bytes)(message))).toBe(false)
})

test('RM6 ST4 what builds on something unknown is asked for, and counts as saved only with the answer', async () => {
  const server = await aServer()
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (bytes: Uint8Array) => updates.push(bytes))
  doc.getMap('meta').set('a', 1)
  doc.getMap('meta').set('b', 2)
  const writer = await aRawClient(server, { query: '?saved=1' })
  const reader = await aStockClient(server, 'partner')
  writer.send(stepTwo(Uint8Array.of(0, 0)))
  await writer.hearNotice('saved', ({ frames }) => frames === 1)
  writer.send(update(updates[1]!))
  const asked = () => writer.heard.filter((message) => syncBody(message, 0)).length
  await answered(writer)
  expect(asked()).toBe(2)
  expect(metaRoot(reader.doc).has('b')).toBe(false)
  writer.send(stepTwo(Y.encodeStateAsUpdate(doc)))
  await writer.hearNotice('saved', ({ frames }) => frames === 3)
  await until(reader.doc, () => metaRoot(reader.doc).get('b') === 2)
  const told = writer.heard.filter((message) => message[0] === 2).map((message) => [...message])
  expect(told).toEqual([
    [2, 100, 1],
    [2, 100, 3],
  ])
})

test('RM9 presence goes to everybody within a tick, and away with its socket', async () => {
  const clock = new FakeClock()
  const server = await aServer({ clock })
  const [ana, jo] = [await aRawClient(server), await aRawClient(server, { side: 'partner' })]
  ana.send(presence(7, 1, { at: 1 }))
  ana.send(presence(7, 2, { at: 2 }))
  await answered(ana)
  clock.advance(50)
  const seen = await jo.hear((message) => presenceEntries(message))
  expect(seen).toMatchObject([{ id: 7, clock: 2, state: { at: 2, user: { name: 'Ana Moreno' } } }])
  ana.socket.close()
  await ana.closed
  await eventually(() => server.sockets.count === 1)
  clock.advance(50)
  await jo.hear((message) => presenceEntries(message)?.find(({ id, state }) => id === 7 && state === null))
})

test('RM9 a newcomer learns who is there', async () => {
  const server = await aServer()
  const ana = await aRawClient(server)
  ana.send(presence(7, 1, { at: 1 }))
  await answered(ana)
  const jo = await aRawClient(server, { side: 'partner' })
  expect(await jo.hear((message) => presenceEntries(message))).toMatchObject([{ id: 7, state: { at: 1 } }])
})

test('RM7 types cannot be nested deeper in steps either, between which the room goes and comes back', async () => {
  const clock = new FakeClock()
  const server = await aServer({ clock })
  const doc = new Y.Doc()
  const write = (change: () => void) => {
    const before = Y.encodeStateVector(doc)
    change()
    return update(Y.encodeStateAsUpdate(doc, before))
  }
  let inmost = doc.getMap<unknown>('meta')
  const deeper = () => {
    inmost = inmost.set('inside', new Y.Map()) as Y.Map<unknown>
  }

  const writer = await aRawClient(server, { query: '?saved=1' })
  for (let n = 0; n < defaultLimits.nesting; n += 1) writer.send(write(deeper))
  await writer.hearNotice('saved', ({ frames }) => frames === defaultLimits.nesting)
  clock.advance(5_000)
  await eventually(() => [...server.rooms.all].every(({ content }) => content.compacted > 0))
  writer.send(write(() => doc.getMap('meta').set('other', new Y.Map())))
  await writer.hearNotice('saved', ({ frames }) => frames === defaultLimits.nesting + 1)
  writer.socket.close()
  await eventually(() => server.sockets.count === 0)
  clock.advance(40_000)
  expect([...server.rooms.all]).toEqual([])

  const again = await aRawClient(server, { query: '?saved=1' })
  again.send(write(deeper))
  expect(await Promise.race([again.closed, again.hearNotice('saved')])).toMatchObject({ code: 4400 })
})

test.each(settings)('RM10 RM17 a connection hears something at least every 20 seconds: the clock %s', async (_, by) => {
  const clock = new FakeClock()
  const server = await aServer({ clock })
  const client = await aRawClient(server)
  await client.hear((message) => syncBody(message, 0))
  const before = client.heard.length
  clock.jump(by)
  clock.advance(20_000)
  await client.hear((message) => (client.heard.indexOf(message) >= before ? presenceEntries(message) : undefined))
})

test.each(settings)(
  'RM12 RM17 an empty room goes after 30 seconds and comes back whole: the clock %s',
  async (_, by) => {
    const clock = new FakeClock()
    const server = await aServer({ clock })
    const writer = await aRawClient(server, { query: '?saved=1' })
    writer.send(update(metaUpdate('a', '1')))
    await writer.hearNotice('saved')
    writer.socket.close()
    await writer.closed
    await eventually(() => server.sockets.count === 0)
    const open = () => [...server.rooms.all].map(({ name }) => name.name)
    expect(open()).toEqual([roomOf(server)])
    clock.jump(by)
    clock.advance(40_000)
    expect(open()).toEqual([])
    const { doc } = await aStockClient(server, 'partner')
    expect(metaRoot(doc).get('a')).toBe('1')
  },
)

test('RM13 at a stop every socket is closed with 1012 and everything that came in is kept', async () => {
  const server = await aServer()
  const clients = await Promise.all([1, 2, 3].map(() => aRawClient(server, { query: '?saved=1' })))
  for (const client of clients) client.send(update(metaUpdate('bye', 'x')))
  await Promise.all(clients.map((client) => client.hearNotice('saved')))
  await server.stop()
  for (const client of clients) expect((await client.closed).code).toBe(1012)
})

test('ST6 after a commit that failed nothing is relayed or acknowledged, sockets close with 1013, and the room comes back', async () => {
  const { open, mood } = aMoodyStore()
  const server = await aServer({ openStore: open })
  const [writer, reader] = [
    await aRawClient(server, { query: '?saved=1' }),
    await aRawClient(server, { side: 'partner' }),
  ]
  mood.next = 'fail'
  const bytes = metaUpdate('lost', 'x')
  writer.send(update(bytes))
  expect((await writer.closed).code).toBe(1013)
  expect((await reader.closed).code).toBe(1013)
  expect(writer.heard.some((message) => message[0] === 2)).toBe(false)
  expect(reader.heard.some((message) => isUpdate(bytes)(message))).toBe(false)
  mood.next = 'keep'
  const back = await aRawClient(server, { query: '?saved=1' })
  back.send(stepTwo(bytes))
  await back.hearNotice('saved')
  const { doc } = await aStockClient(server, 'partner')
  expect(metaRoot(doc).get('lost')).toBe('x')
})

test('ST9 a long tail is compacted while people type, and nothing is lost or counted anew', async () => {
  const server = await aServer()
  const writer = await aRawClient(server, { query: '?saved=1' })
  const write = oneWriter()
  for (let n = 0; n < 1_200; n += 1) writer.send(update(write(`k${n}`, 'x')))
  await writer.hearNotice('saved', ({ frames }) => frames === 1_200)
  await eventually(async () => (await server.store.log.load(roomOf(server))).snapshot !== null)
  const stored = await server.store.log.load(roomOf(server))
  expect(stored.snapshot!.seq + stored.tail.length).toBe(1_201)
  expect(stored.tail.length).toBeLessThan(1_200)
  const { doc } = await aStockClient(server, 'partner')
  expect([...metaRoot(doc).keys()].filter((key) => key.startsWith('k'))).toHaveLength(1_200)
})

test('ST10 what brings nothing new is acknowledged and not stored', async () => {
  const server = await aServer()
  const client = await aRawClient(server, { query: '?saved=1' })
  const bytes = metaUpdate('a', '1')
  for (let n = 0; n < 5; n += 1) client.send(stepTwo(bytes))
  await client.hearNotice('saved', ({ frames }) => frames === 5)
  expect((await server.store.log.load(roomOf(server))).tail).toHaveLength(2)
})
