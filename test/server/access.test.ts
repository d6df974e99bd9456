import { metaRoot } from '@concord/schema'
import type { RunningServer } from '@concord/sync-server'
import { expect, onTestFinished, test, vi } from 'vitest'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { FakeClock, settings } from './fake-clock.ts'
import {
  aRawClient,
  aServer,
  aStockClient,
  cookieOf,
  linkOf,
  makeRole,
  memberOf,
  metaUpdate,
  planOf,
  presence,
  roomOf,
  stepTwo,
  syncBody,
  until,
  update,
} from './support.ts'

test.each(['viewer', 'commenter'] as const)(
  'AC1 a %s sees everything live and is told that nothing of his is taken',
  async (role) => {
    const server = await aServer()
    await makeRole(server, 'partner', role)
    const writer = await aStockClient(server, 'vendor')
    const reader = await aRawClient(server, { side: 'partner', query: '?saved=1' })
    expect(await reader.hearNotice('refused')).toEqual({ type: 'refused', frame: 0, reason: 'notAllowed' })
    const forbidden = metaUpdate('forbidden', 'x')
    for (const message of [update(forbidden), stepTwo(forbidden)]) reader.send(message)
    expect(await reader.hearNotice('refused', ({ frame }) => frame === 2)).toMatchObject({ reason: 'notAllowed' })
    reader.send(stepTwo(Uint8Array.of(0, 0)))
    expect(await reader.hearNotice('saved', ({ frames }) => frames === 3)).toBeDefined()
    metaRoot(writer.doc).set('live', 'x')
    await reader.hear((message) => syncBody(message, 2))
    expect(reader.heard.some((message) => syncBody(message, 0))).toBe(false)
    expect(metaRoot((await aStockClient(server, 'vendor')).doc).has('forbidden')).toBe(false)
  },
)

test('AC1 a stock client of a viewer reads, keeps its socket while honest, and is closed with 4403 when it writes', async () => {
  const server = await aServer()
  const writer = await aStockClient(server, 'vendor')
  metaRoot(writer.doc).set('gone', 1)
  metaRoot(writer.doc).delete('gone')
  await makeRole(server, 'partner', 'viewer')
  const warned = vi.spyOn(console, 'warn').mockImplementation(() => {})
  onTestFinished(() => warned.mockRestore())
  const { doc, provider } = await aStockClient(server, 'partner')
  metaRoot(writer.doc).set('live', 1)
  await until(doc, () => metaRoot(doc).get('live') === 1)
  const closed = new Promise<{ code: number }>((resolve) => provider.once('closed', resolve as never))
  metaRoot(doc).set('forbidden', 1)
  expect(await closed).toMatchObject({ code: 4403 })
  expect(provider.shouldConnect).toBe(false)
  expect(warned.mock.calls.flat().join(' ')).toMatch(/Your role in this plan does not allow this/)
  metaRoot(writer.doc).set('after', 1)
  const other = await aStockClient(server, 'vendor')
  expect(metaRoot(other.doc).has('forbidden')).toBe(false)
})

test('AC1 a viewer shows where he is like everybody', async () => {
  const server = await aServer()
  await makeRole(server, 'partner', 'viewer')
  const ana = await aStockClient(server, 'vendor')
  const viewer = await aRawClient(server, { side: 'partner' })
  viewer.send(presence(99, 1, { at: 'goal' }))
  const { awareness } = ana.provider
  await new Promise<void>((resolve) => awareness.on('change', () => awareness.getStates().has(99) && resolve()))
  expect(awareness.getStates().get(99)).toMatchObject({ at: 'goal', user: { role: 'viewer', side: 'partner' } })
})

test('AC3 rights are looked at again: another role brings a socket back as what it now is', async () => {
  const server = await aServer()
  const client = await aRawClient(server, { side: 'partner' })
  await makeRole(server, 'partner', 'viewer')
  await server.sockets.recheck()
  expect((await client.closed).code).toBe(1012)
})

test('AC3 who is no Member any more is closed with 4403, and whose session is over with 4401', async () => {
  const server = await aServer()
  const cookie = await cookieOf(linkOf(server, 'partner'))
  const [partner, vendor] = [await aRawClient(server, { cookie }), await aRawClient(server)]
  await server.store.records.removeMember((await memberOf(server, 'partner')).id)
  await server.sockets.recheck()
  expect((await partner.closed).code).toBe(4403)
  await server.store.records.endSessionsOf(
    (await server.store.records.personOf((await memberOf(server, 'vendor')).id))!,
  )
  await server.sockets.recheck()
  expect((await vendor.closed).code).toBe(4401)
})

test.each(settings)(
  'AC3 RM17 a right that ended without a word is found within a minute: the clock %s',
  async (_, by) => {
    const clock = new FakeClock()
    const server = await aServer({ clock })
    const client = await aRawClient(server, { side: 'partner' })
    await server.store.records.removeMember((await memberOf(server, 'partner')).id)
    clock.jump(by)
    clock.advance(60_000)
    expect((await client.closed).code).toBe(4403)
  },
)

test('AC2 what one side writes in its own room reaches nobody of the other', async () => {
  const server = await aServer()
  const room = `side:${planOf(server)}:vendor`
  const one = await aStockClient(server, 'vendor', room)
  const two = await aStockClient(server, 'vendor', room)
  const other = await aRawClient(server, { side: 'partner', room })
  one.doc.getMap('notes').set('private', 'ours')
  await until(two.doc, () => two.doc.getMap('notes').get('private') === 'ours')
  expect((await other.closed).code).toBe(4404)
  expect(other.heard).toEqual([])
})

test('ST1 ST2 an editor that counts its frames is right about what is saved, also after its connection was cut', async () => {
  const server = await aServer()
  const cookie = await cookieOf(linkOf(server, 'vendor'))
  const doc = new Y.Doc()
  const { provider, saved } = await countingClient(server, doc, cookie)
  metaRoot(doc).set('a', 1)
  await saved()
  provider.disconnect()
  metaRoot(doc).set('b', 2)
  metaRoot(doc).set('c', 3)
  provider.connect()
  await saved()
  const fresh = await aStockClient(server, 'partner')
  expect(metaRoot(fresh.doc).toJSON()).toMatchObject({ a: 1, b: 2, c: 3 })
})

/** A provider that counts its own sync frames as SPEC.md describes it for the editor. */
async function countingClient(server: RunningServer, doc: Y.Doc, cookie: string) {
  const { WebSocket } = await import('ws')
  const { readNotice } = await import('@concord/schema')
  const count = { sent: 0, saved: 0 }
  let look = () => {}
  class Counting extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, { headers: { cookie } })
      count.sent = 0
      count.saved = 0
    }
    override send(data: Uint8Array): void {
      if (data[0] === 0 && data[1] !== 0) count.sent += 1
      super.send(data)
    }
  }
  const provider = new WebsocketProvider(`${server.url.replace('http', 'ws')}/sync`, roomOf(server), doc, {
    WebSocketPolyfill: Counting as unknown as typeof globalThis.WebSocket,
    disableBc: true,
    params: { saved: '1', schema: '1' },
  })
  provider.messageHandlers[2] = (_encoder, decoder) => {
    const notice = readNotice(decoder.arr, decoder.pos)
    if (notice?.type === 'saved') count.saved = notice.frames
    look()
  }
  onTestFinished(() => provider.destroy())
  /** Resolves when the connection is synced and everything it sent is saved. */
  const saved = () =>
    new Promise<void>((resolve) => {
      look = () => {
        if (provider.synced && count.sent > 0 && count.sent === count.saved) resolve()
      }
      provider.on('sync', () => look())
      look()
    })
  await new Promise<void>((resolve) => provider.once('sync', () => resolve()))
  return { provider, saved }
}
