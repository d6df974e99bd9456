import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { aRawClient, aServer, cookieOf, linkOf, metaUpdate, roomOf } from './support.ts'

/** Bytes as SPEC.md (WP) lays them out, written down here once more: a stranger's client has nothing else. */
const uint = (value: number): number[] => (value < 128 ? [value] : [(value % 128) | 128, ...uint(value >> 7)])
const bytes = (content: Iterable<number>): number[] => [...uint([...content].length), ...content]
const string = (text: string): number[] => bytes(new TextEncoder().encode(text))
const message = (...parts: number[][]): Uint8Array<ArrayBuffer> => Uint8Array.from(parts.flat())

const isBegunWith = (heard: Uint8Array, ...start: number[]) =>
  start.every((byte, index) => heard[index] === byte) || undefined

/** What follows a type, a subtype and a length. */
function body(heard: Uint8Array): Uint8Array {
  let at = 2
  while (heard[at]! > 127) at += 1
  return heard.subarray(at + 1)
}

const emptyVector = [0]
const emptyUpdate = [0, 0]

test('WP1 WP2 a client written from the page of rules alone asks, is asked, writes, and hears that it is saved', async () => {
  const server = await aServer()
  const client = await aRawClient(server, { query: '?saved=1&schema=1' })
  await client.hear((heard) => isBegunWith(heard, 0, 0))
  client.send(message([0, 1], bytes(emptyUpdate)))
  client.send(message([0, 0], bytes(emptyVector)))
  const stepTwo = await client.hear((heard) => (isBegunWith(heard, 0, 1) ? heard : undefined))
  const doc = new Y.Doc()
  for (const heard of client.heard) if (isBegunWith(heard, 0, 2)) Y.applyUpdate(doc, body(heard))
  Y.applyUpdate(doc, body(stepTwo))
  expect(String(doc.getMap('meta').get('title'))).not.toBe('')
  expect(doc.getMap('blocks').size).toBeGreaterThan(10)

  client.send(message([0, 2], bytes(metaUpdate('wire', 'told'))))
  await client.hear((heard) => isBegunWith(heard, 2, 100, 2))
  const reader = await aRawClient(server, { side: 'partner' })
  reader.send(message([0, 0], bytes(emptyVector)))
  await reader.hear((heard) => {
    if (!isBegunWith(heard, 0, 1) && !isBegunWith(heard, 0, 2)) return undefined
    Y.applyUpdate(doc, body(heard))
    return doc.getMap('meta').get('wire') === 'told' || undefined
  })
})

test('WP2 WP5 what is refused is told with its number and a code of the error table', async () => {
  const server = await aServer()
  const client = await aRawClient(server, { query: '?saved=1&schema=0' })
  await client.hear((heard) => isBegunWith(heard, 2, 101, 0, ...string('editorTooOld')))
  const strange = await aRawClient(server)
  strange.send(message([9]))
  const { code, reason } = await strange.closed
  expect([code, reason.split(':')[0]]).toEqual([4400, 'badFrame'])
})

test('WP3 presence of a client is told until it is taken away', async () => {
  const server = await aServer()
  const client = await aRawClient(server)
  const other = await aRawClient(server, { side: 'partner' })
  const presence = (clock: number, state: string) =>
    message([1], bytes([...uint(1), ...uint(300), ...uint(clock), ...string(state)]))
  const isTold = (heard: Uint8Array, clock: number, begins: string) => {
    const entry = [...uint(300), clock]
    const at = heard[0] === 1 ? heard.findIndex((_, index) => entry.every((byte, n) => heard[index + n] === byte)) : -1
    return at >= 0 && new TextDecoder().decode(heard.subarray(at)).includes(begins) ? true : undefined
  }
  client.send(presence(1, '{"field":"title"}'))
  await other.hear((heard) => isTold(heard, 1, '"field":"title"'))
  other.heard.length = 0
  other.send(message([3]))
  await other.hear((heard) => isTold(heard, 1, '"field":"title"'))
  client.send(presence(2, 'null'))
  await other.hear((heard) => isTold(heard, 2, 'null'))
})

test('WP4 a POST carries messages as a number and each with its length, and the answer is JSON', async () => {
  const server = await aServer()
  const cookie = await cookieOf(linkOf(server, 'vendor'))
  const url = `${server.url}/sync/${roomOf(server)}`
  const stop = new AbortController()
  const events = await fetch(`${url}/events?saved=1&schema=1`, { headers: { cookie }, signal: stop.signal })
  const reader = events.body!.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  const read = async (pattern: RegExp): Promise<string> => {
    for (;;) {
      const found = pattern.exec(text)
      if (found) return found[1]!
      text += (await reader.read()).value ?? ''
    }
  }
  const wire = await read(/event: wire\ndata: (.+)\n\n/)
  const post = (...parts: number[][]) =>
    fetch(url, {
      method: 'POST',
      headers: { cookie, 'concord-wire': wire, 'content-type': 'application/octet-stream' },
      body: message(...parts),
    })
  const update = message([0, 2], bytes(metaUpdate('wire', 'posted')))
  const answer = await post(uint(1), bytes(message([0, 1], bytes(emptyUpdate))), bytes(update))
  expect(await answer.json()).toEqual({ next: 3 })
  await read(new RegExp(`^data: (${Buffer.from([2, 100, 2]).toString('base64')})$`, 'm'))
  stop.abort()
})
