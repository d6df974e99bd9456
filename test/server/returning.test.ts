import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { aRawClient, aServer, eventually, oneWriter, stepOne, syncBody, update } from './support.ts'

/** More than a Snapshot may be to be cut between two messages. */
const LARGE = 300 * 1024

/** A plan that is large and compacted, and the state vector of somebody who has only the beginning of what was written. */
async function aLargePlan() {
  const server = await aServer()
  const writer = await aRawClient(server, { query: '?saved=1' })
  const write = oneWriter()
  let frames = 0
  const put = async (key: string, value: string) => {
    const bytes = write(key, value)
    writer.send(update(bytes))
    frames += 1
    const mine = frames
    await writer.hearNotice('saved', (notice) => notice.frames >= mine)
    return bytes
  }
  const first = await put('early', 'x')
  for (let n = 0; n < 3; n += 1) await put(`bulk${n}`, 'x'.repeat(LARGE / 3))
  const [room] = [...server.rooms.all]
  await eventually(() => room!.content.compacted > LARGE)
  return { server, content: room!.content, put, vector: Y.encodeStateVectorFromUpdate(first) }
}

const structsOf = (bytes: Uint8Array) => Y.decodeUpdate(bytes).structs.map(({ id }) => `${id.client}:${id.clock}`)

test('RM3 who comes back to a large plan gets what he lacks, in order, and what is written meanwhile once', async () => {
  const { server, put, vector } = await aLargePlan()
  const back = await aRawClient(server, { side: 'partner' })
  back.send(stepOne(vector))
  const meanwhile = await put('meanwhile', 'y')
  const contentHeard = () => back.heard.flatMap((message) => syncBody(message, 1) ?? syncBody(message, 2) ?? [])
  const [last] = structsOf(meanwhile)
  await eventually(() => contentHeard().some((bytes) => structsOf(bytes).includes(last!)))
  const mine = contentHeard()
    .flatMap(structsOf)
    .filter((struct) => struct.split(':')[0] === last!.split(':')[0])
  expect(mine).toEqual([1, 2, 3, 4].map((clock) => `${last!.split(':')[0]}:${clock}`))
})

test('RM3 when a large plan cannot be cut, or was compacted meanwhile, the whole of it is sent', async () => {
  const { content, vector } = await aLargePlan()
  const [whole] = content.parts.updates
  expect(content.toCut(vector)?.bytes).toBe(whole)
  const sent = (cut?: Parameters<typeof content.answer>[1]) => {
    const { updates, last } = content.answer(vector, cut)
    return [...updates, last]
  }
  expect(sent(null)[0]).toBe(whole)
  expect(sent({ seq: -1, bytes: Uint8Array.of(0, 0) })[0]).toBe(whole)
  expect(sent()[0]!.length).toBeLessThan(whole!.length)
})
