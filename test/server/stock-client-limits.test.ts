import { blocksOf, messageType, metaRoot, readNotice, readPlan } from '@concord/schema'
import { defaultLimits } from '@concord/sync-server'
import * as decoding from 'lib0/decoding'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { WebSocket } from 'ws'
import * as Y from 'yjs'
import { scattered } from '../hostile/hand-made.ts'
import { FakeClock } from './fake-clock.ts'
import {
  aFolder,
  answered,
  aRawClient,
  aServer,
  aStockClient,
  aStockProvider,
  eventually,
  makeRole,
  oneWriter,
  presence,
  presenceEntries,
  roomOf,
  type Stock,
  until,
  update,
} from './support.ts'

// Where an unmodified y-websocket client breaks with a server that does not know its ways. Each point once.

/** The socket under a stock client. */
const socketOf = ({ provider }: Stock) => provider.ws as unknown as WebSocket

/** Everything a stock client prints while a test runs. */
function printed(): unknown[][] {
  const lines: unknown[][] = []
  for (const method of ['error', 'warn'] as const) {
    const spy = vi.spyOn(console, method).mockImplementation((...words) => void lines.push(words))
    onTestFinished(() => spy.mockRestore())
  }
  return lines
}

test('RM10 somebody alone in a room hears the server and does not reconnect', async () => {
  const clock = new FakeClock()
  const server = await aServer({ clock })
  const alone = await aStockClient(server, 'vendor')
  // It counts messages, not pings: thirty seconds without one and it gives the connection up.
  for (let times = 0; times < 4; times += 1) {
    alone.provider.wsLastMessageReceived = 0
    clock.advance(20_000)
    await eventually(() => alone.provider.wsLastMessageReceived > 0)
  }
  expect(alone.provider.wsconnected).toBe(true)
})

test('RM5 each message is a frame of its own: what is typed and where the caret is arrive both', async () => {
  const server = await aServer()
  const [halvern, dunmarsh] = [await aStockClient(server, 'vendor'), await aStockClient(server, 'partner')]
  const raw = await aRawClient(server, { side: 'partner' })
  halvern.provider.awareness.setLocalStateField('at', 'here')
  metaRoot(halvern.doc).set('both', 'x')
  await until(dunmarsh.doc, () => metaRoot(dunmarsh.doc).get('both') === 'x')
  await eventually(() => dunmarsh.provider.awareness.getStates().get(halvern.doc.clientID)?.at === 'here')
  await answered(raw)
  for (const message of raw.heard) {
    const decoder = decoding.createDecoder(message)
    if (decoding.readVarUint(decoder) === messageType.sync) decoding.readVarUint(decoder)
    decoding.readVarUint8Array(decoder)
    expect(decoding.hasContent(decoder), 'nothing comes after the first message of a frame').toBe(false)
  }
})

test('RM3 a room nobody has open yet is whole at the moment a client is told it is synced', async () => {
  const data = aFolder()
  const first = await aServer({ data })
  await first.stop()
  const server = await aServer({ data })
  const { doc, provider } = await aStockProvider(server, 'vendor')
  const goals = await new Promise((resolve) =>
    provider.once('sync', () => resolve(blocksOf(readPlan(doc), 'smartGoal').length)),
  )
  expect(goals).toBeGreaterThan(0)
})

test('RM11 who was left out of live updates gets the missing ones later, and waits for nothing', async () => {
  const limits = { ...defaultLimits, unsent: 64 * 1024, plan: 64 << 20, inLine: 64 << 20 }
  const server = await aServer({ limits })
  const slow = await aStockClient(server, 'partner')
  const writer = await aRawClient(server, { query: '?saved=1' })
  socketOf(slow).pause()
  const write = oneWriter()
  for (let n = 0; n < 60; n += 1) writer.send(update(write(`big${n}`, 'x'.repeat(400_000))))
  await writer.hearNotice('saved', ({ frames }) => frames === 60)
  socketOf(slow).resume()
  await until(slow.doc, () => metaRoot(slow.doc).has('big59'))
  expect([...metaRoot(slow.doc).keys()].filter((key) => key.startsWith('big'))).toHaveLength(60)
  expect(slow.doc.store.pendingStructs).toBeNull()
})

test('HS5 notices pass a stock client by without a word, and tell who listens what is on disk', async () => {
  const lines = printed()
  const server = await aServer()
  const stock = await aStockProvider(server, 'vendor', { params: { saved: '1' } })
  await new Promise<void>((resolve) => stock.provider.once('sync', () => resolve()))
  metaRoot(stock.doc).set('quiet', 'x')
  const other = await aStockClient(server, 'partner')
  await until(other.doc, () => metaRoot(other.doc).get('quiet') === 'x')
  expect(lines).toEqual([])

  // `synced` says nothing about the disk; this is the place made for whoever wants to know.
  const listening = await aStockProvider(server, 'vendor', { params: { saved: '1' } })
  const frames: number[] = []
  listening.provider.messageHandlers[messageType.notice] = (_encoder, decoder) => {
    const notice = readNotice(decoder.arr)
    if (notice?.type === 'saved') frames.push(notice.frames)
  }
  await new Promise<void>((resolve) => listening.provider.once('sync', () => resolve()))
  metaRoot(listening.doc).set('saved', 'x')
  await eventually(() => (frames.at(-1) ?? 0) >= 2)
})

test('HS3 AC1 a refusal stops a stock client instead of having it knock for ever', async () => {
  printed()
  const server = await aServer()
  const ends = async (stock: Stock, act: () => void = () => {}) => {
    const closed = new Promise<number>((resolve) => stock.provider.on('closed', ({ code }) => resolve(code)))
    act()
    const code = await closed
    expect(stock.provider.shouldConnect).toBe(false)
    return code
  }
  expect(await ends(await aStockProvider(server, 'vendor', { room: 'plan:unknown00000' }))).toBe(4404)
  await makeRole(server, 'partner', 'viewer')
  const viewer = await aStockClient(server, 'partner')
  expect(await ends(viewer, () => metaRoot(viewer.doc).set('forbidden', 'x'))).toBe(4403)
})

test('RM13 a stop brings a stock client back to the next server with what it typed meanwhile', async () => {
  const data = aFolder()
  const first = await aServer({ data })
  const stock = await aStockClient(first, 'vendor')
  await first.stop()
  metaRoot(stock.doc).set('meanwhile', 'x')
  const second = await aServer({ data, port: first.port })
  const other = await aStockClient(second, 'partner')
  await until(other.doc, () => metaRoot(other.doc).get('meanwhile') === 'x')
  expect(stock.provider.shouldConnect).toBe(true)
})

test('HS3 names of rooms need no escaping, which a stock client does not do', async () => {
  const server = await aServer()
  const [, plan] = roomOf(server).split(':')
  for (const room of [`plan:${plan}`, `side:${plan}:vendor`, `side:${plan}:partner`])
    expect(new URL(`http://concord/sync/${room}`).pathname).toBe(`/sync/${room}`)
})

test('RM1 RM7 a plan from which far more was deleted than one message may delete opens, is read and is written', async () => {
  const server = await aServer()
  const writer = await aRawClient(server, { query: '?saved=1' })
  const doc = new Y.Doc()
  metaRoot(doc).set('worn', new Y.Text('x'.repeat(50_000)))
  writer.send(update(Y.encodeStateAsUpdate(doc)))
  const { clientID } = doc
  // Every other letter goes, the last ones first.
  for (let from = 40_000; from >= 0; from -= 10_000)
    writer.send(
      update(
        scattered(
          clientID,
          Array.from({ length: 5_000 }, (_, at) => from + 1 + at * 2),
        ),
      ),
    )
  await writer.hearNotice('saved', ({ frames }) => frames === 6)
  const [one, other] = [await aStockClient(server, 'vendor'), await aStockClient(server, 'partner')]
  expect(String(metaRoot(one.doc).get('worn'))).toHaveLength(25_000)
  metaRoot(one.doc).set('said', 'later')
  await until(other.doc, () => metaRoot(other.doc).get('said') === 'later')
  // It offers all the deletions it knows when it is asked.
  one.provider.disconnect()
  one.provider.connect()
  await new Promise<void>((resolve) => one.provider.once('sync', () => resolve()))
  metaRoot(one.doc).set('said', 'again')
  await until(other.doc, () => metaRoot(other.doc).get('said') === 'again')
  expect(one.provider.wsUnsuccessfulReconnects).toBe(0)
})

test('RM9 who is cut off is not there any more at once, instead of half a minute later', async () => {
  const server = await aServer()
  const [gone, stays] = [await aStockClient(server, 'vendor'), await aStockClient(server, 'partner')]
  gone.provider.awareness.setLocalStateField('at', 'here')
  const isThere = () => stays.provider.awareness.getStates().has(gone.doc.clientID)
  await eventually(isThere)
  gone.provider.shouldConnect = false
  socketOf(gone).terminate()
  await eventually(() => !isThere())
})

test('RM9 a client that sends back what it hears, as a stock client does, is heard once', async () => {
  const server = await aServer()
  const crowd = await Promise.all([1, 2, 3].map(() => aStockClient(server, 'partner')))
  const listener = await aRawClient(server)
  const mover = await aRawClient(server)
  for (let clock = 1; clock <= 5; clock += 1) mover.send(presence(7, clock, { clock }))
  for (const { provider } of crowd) await eventually(() => provider.awareness.getStates().get(7)?.clock === 5)
  await listener.hear((message) => presenceEntries(message)?.find(({ id, clock }) => id === 7 && clock === 5))
  await answered(listener)
  const clocks = listener.heard.flatMap((message) =>
    (presenceEntries(message) ?? []).flatMap(({ id, clock }) => (id === 7 ? [clock] : [])),
  )
  // Each place once, at most, and none of the echoes of three people.
  expect(clocks).toEqual([...new Set(clocks)])
  expect(clocks.at(-1)).toBe(5)
})
