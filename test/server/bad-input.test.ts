import { metaRoot } from '@concord/schema'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import {
  answered,
  aRawClient,
  aServer,
  aSharedServer,
  aStockClient,
  presence,
  stepOne,
  until,
  update,
} from './support.ts'

const foreignRoot = () => {
  const doc = new Y.Doc()
  doc.getMap('secret').set('a', 1)
  return Y.encodeStateAsUpdate(doc)
}
const bad: [string, () => Uint8Array | string, number][] = [
  ['RM7 an update that does not parse', () => update(Uint8Array.of(1, 2, 3)), 4400],
  ['RM7 another root', () => update(foreignRoot()), 4400],
  ['RM8 a text message', () => 'hello', 4400],
  ['RM8 an unknown message type', () => Uint8Array.of(9, 1, 2), 4400],
  ['RM8 an unknown sync step', () => Uint8Array.of(0, 7, 0), 4400],
  ['RM8 a message that is cut', () => Uint8Array.of(0, 2, 200, 1, 5), 4400],
  ['RM8 bytes after the end', () => Uint8Array.of(...stepOne(), 0), 4400],
  ['RM8 no bytes at all', () => Uint8Array.of(), 4400],
  ['RM8 a state vector that does not parse', () => stepOne(Uint8Array.of(255, 255, 255, 255, 15)), 4400],
  ['RM8 a message of three megabytes', () => new Uint8Array(3 << 20), 1009],
  ['RM8 presence that is cut', () => Uint8Array.of(1, 2, 5, 1), 4400],
  ['RM9 presence of nine kilobytes', () => presence(1, 1, { text: 'x'.repeat(9_000) }), 4400],
]
describe('bad input', () => {
  const shared = aSharedServer()
  test.each(bad)('%s closes that socket and no other, and nothing of it is kept', async (what, message, code) => {
    const server = shared()
    const innocent = await aStockClient(server, 'partner')
    const vector = Y.encodeStateVector(innocent.doc)
    const client = await aRawClient(server)
    client.send(message())
    expect((await client.closed).code).toBe(code)
    const after = await aStockClient(server, 'vendor')
    expect(Y.encodeStateVector(after.doc)).toEqual(vector)
    metaRoot(innocent.doc).set('last', what)
    await until(after.doc, () => metaRoot(after.doc).get('last') === what)
  })
})

test('RM8 malformed websocket frames end that socket only', async () => {
  const server = await aServer()
  const innocent = await aRawClient(server, { side: 'partner' })
  for (const frame of [
    [0xff, 0x80, 0, 0, 0, 0],
    [0x82, 0x01, 0x00],
    [0x83, 0x80, 0, 0, 0, 0],
  ]) {
    const client = await aRawClient(server)
    ;(client.socket as unknown as { _socket: { write(bytes: Buffer): void } })._socket.write(Buffer.from(frame))
    await client.closed
  }
  await answered(innocent)
})
