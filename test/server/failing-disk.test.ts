import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openSqliteStore, type RunningServer } from '@concord/sync-server'
import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import {
  aFolder,
  aRawClient,
  aServer,
  aStockClient,
  cookieOf,
  linkOf,
  metaUpdate,
  planOf,
  type RawClient,
  stepTwo,
  syncBody,
  update,
} from './support.ts'

const hasHeard = (client: RawClient, bytes: Uint8Array) =>
  client.heard.some((message) => {
    const body = syncBody(message, 2) ?? syncBody(message, 1)
    return body !== undefined && Buffer.from(body).includes(Buffer.from(bytes))
  })
const isTold = (client: RawClient) => client.heard.some((message) => message[0] === 2)

/** A writer who is told what is saved, somebody of the other company beside him, and a colleague in their own room. */
async function aRoomful(server: RunningServer) {
  return {
    writer: await aRawClient(server, { query: '?saved=1' }),
    reader: await aRawClient(server, { side: 'partner' }),
    elsewhere: await aRawClient(server, { room: `side:${planOf(server)}:vendor`, query: '?saved=1' }),
  }
}

/** What was refused is kept when it is offered again, and a newcomer gets it. */
async function isTakenAgain(server: RunningServer, bytes: Uint8Array, key: string) {
  const back = await aRawClient(server, { query: '?saved=1' })
  back.send(stepTwo(bytes))
  expect(await back.hearNotice('saved')).toEqual({ type: 'saved', frames: 1 })
  const { doc } = await aStockClient(server, 'partner')
  expect(doc.getMap('meta').has(key)).toBe(true)
}

function blockUpdate(key: string): Uint8Array {
  const doc = new Y.Doc()
  doc.getMap('blocks').set(key, 'x')
  return Y.encodeStateAsUpdate(doc)
}

/** A server and the connection by which its event loop writes. */
async function aServerAndItsConnection(data: string) {
  const exec = vi.spyOn(DatabaseSync.prototype, 'exec')
  const server = await aServer({ data })
  const at = exec.mock.calls.findIndex(([sql]) => sql === 'PRAGMA wal_autocheckpoint = 0')
  const loop = exec.mock.contexts[at] as unknown as DatabaseSync
  exec.mockRestore()
  return { server, loop }
}

test('ST6 on a full disk nothing is seen or acknowledged, that room closes with 1013, others stay; with room again it is taken', async () => {
  const { server, loop } = await aServerAndItsConnection(aFolder())
  const { writer, reader, elsewhere } = await aRoomful(server)
  const { page_count: pages } = loop.prepare('PRAGMA page_count').get() as { page_count: number }
  loop.exec(`PRAGMA max_page_count = ${pages}`)
  const bytes = metaUpdate('full', 'x'.repeat(50_000))
  writer.send(update(bytes))
  expect((await writer.closed).code).toBe(1013)
  expect((await reader.closed).code).toBe(1013)
  expect(isTold(writer)).toBe(false)
  expect(hasHeard(reader, bytes)).toBe(false)
  expect(elsewhere.socket.readyState).toBe(elsewhere.socket.OPEN)
  const { doc } = await aStockClient(server, 'partner')
  expect(doc.getMap('meta').has('full')).toBe(false)

  loop.exec(`PRAGMA max_page_count = ${pages + 1_000}`)
  await isTakenAgain(server, bytes, 'full')
  // Who has nothing to do with it was never interrupted.
  elsewhere.send(stepTwo(Uint8Array.of(0, 0)))
  await elsewhere.hearNotice('saved')
})

test('ST6 a database that another process holds for too long is a commit that failed, and no more', async () => {
  const data = aFolder()
  const server = await aServer({ data })
  const { writer, reader, elsewhere } = await aRoomful(server)
  const other = new DatabaseSync(join(data, 'concord.db'))
  other.exec('BEGIN IMMEDIATE')
  const bytes = metaUpdate('busy', 'x')
  writer.send(update(bytes))
  expect((await writer.closed).code).toBe(1013)
  expect((await reader.closed).code).toBe(1013)
  other.exec('ROLLBACK')
  other.close()
  expect(isTold(writer)).toBe(false)
  expect(hasHeard(reader, bytes)).toBe(false)
  expect(elsewhere.socket.readyState).toBe(elsewhere.socket.OPEN)
  await isTakenAgain(server, bytes, 'busy')
})

test('ST6 a sync that fails: what waits for it is never acknowledged, and nobody gets in any more', async () => {
  const data = aFolder()
  let isDead = false
  const server = await aServer({
    data,
    openStore: (folder) =>
      openSqliteStore(folder, async () => {
        if (isDead) throw new Error('EIO: i/o error, fdatasync')
      }),
  })
  const { writer, reader, elsewhere } = await aRoomful(server)
  const cookie = await cookieOf(linkOf(server, 'vendor'))
  const kept = metaUpdate('kept', 'x')
  writer.send(update(kept))
  await writer.hearNotice('saved', ({ frames }) => frames === 1)
  isDead = true
  const lost = metaUpdate('lost', 'x')
  writer.send(update(lost))
  expect((await writer.closed).code).toBe(1013)
  expect((await reader.closed).code).toBe(1013)
  expect((await server.broken).message).toMatch(/^EIO/)
  expect((await fetch(`${server.url}/readyz`)).status).toBe(503)
  // Offered again it would be known from the file, and called saved.
  const back = await aRawClient(server, { cookie, query: '?saved=1' })
  back.send(stepTwo(lost))
  // Not even let in: who he is stands in the same database.
  expect((await back.closed).code).toBe(1006)
  expect(isTold(back)).toBe(false)
  expect(hasHeard(back, lost)).toBe(false)
  // A room that had nothing to write ends with the process, or with what it writes next.
  elsewhere.send(stepTwo(blockUpdate('other')))
  expect((await elsewhere.closed).code).toBe(1013)
  expect(isTold(elsewhere)).toBe(false)
  expect(writer.heard.filter((message) => message[0] === 2)).toHaveLength(1)
  await server.stop()

  const again = await aServer({ data })
  const { doc } = await aStockClient(again, 'partner')
  expect(doc.getMap('meta').has('kept')).toBe(true)
})
