import { metaRoot } from '@concord/schema'
import { defaultLimits } from '@concord/sync-server'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { twoPersonTrace } from '../support/two-person-trace.ts'
import { aRawClient, aServer, aStockClient, type RawClient, syncBody, update } from './support.ts'

/** One of the two: what others wrote reaches him when he says, as it did when the text was written. */
abstract class Writer {
  readonly doc = new Y.Doc()
  constructor(client: number) {
    this.doc.clientID = client
  }
  get text(): Y.Text {
    return metaRoot(this.doc).get('text') as Y.Text
  }
  /** How many changes he has made. Deletions raise no clock, so clocks do not tell. */
  made = 0
  /** How many changes of the other he has heard. */
  heard = 0
  /** Takes the next change of the other. */
  abstract hearNext(): Promise<void>
}

/** Hands his changes to the other and nothing else. */
class Neighbour extends Writer {
  readonly #inbox: Uint8Array[] = []
  other: Neighbour | null = null
  constructor(client: number) {
    super(client)
    this.doc.on('update', (bytes: Uint8Array, origin: unknown) => {
      if (origin === 'other') return
      this.made += 1
      this.other!.#inbox.push(bytes)
    })
  }
  async hearNext(): Promise<void> {
    Y.applyUpdate(this.doc, this.#inbox.shift()!, 'other')
    this.heard += 1
  }
}

/** Writes through the server. */
class Guest extends Writer {
  readonly #line: RawClient
  /** Messages that were looked at. */
  #read = 0
  constructor(client: number, line: RawClient) {
    super(client)
    this.#line = line
    this.doc.on('update', (bytes: Uint8Array, origin: unknown) => {
      if (origin === line) return
      this.made += 1
      line.send(update(bytes))
    })
  }
  async hearNext(): Promise<void> {
    while (this.#read >= this.#line.heard.length) await new Promise((resolve) => setImmediate(resolve))
    const bytes = syncBody(this.#line.heard[this.#read]!, 2)
    this.#read += 1
    if (!bytes) return
    Y.applyUpdate(this.doc, bytes, this.#line)
    this.heard += 1
  }
}

/** Lets the two write what the trace says, each change on top of exactly what it was made on, and hear the rest. */
async function written([first, second]: readonly [Writer, Writer]): Promise<void> {
  const { txns } = twoPersonTrace()
  /** For each change, how many its writer had made with it. */
  const reached: number[] = []
  const hear = async (writer: Writer, changes: number) => {
    while (writer.heard < changes) await writer.hearNext()
  }
  metaRoot(first.doc).set('text', new Y.Text())
  await hear(second, 1)
  for (const { agent, parents, patches } of txns) {
    const writer = agent === 0 ? first : second
    for (const parent of parents) if (txns[parent]!.agent !== agent) await hear(writer, reached[parent]!)
    writer.doc.transact(() => {
      for (const [at, deleted, inserted] of patches) {
        if (deleted > 0) writer.text.delete(at, deleted)
        if (inserted) writer.text.insert(at, inserted)
      }
    })
    reached.push(writer.made)
  }
  await hear(first, second.made)
  await hear(second, first.made)
}

test('RM2 RM4 what two people really wrote at once is the same for both and for a newcomer as without a server', async () => {
  const neighbours = [new Neighbour(1), new Neighbour(2)] as const
  neighbours[0].other = neighbours[1]
  neighbours[1].other = neighbours[0]
  await written(neighbours)
  const expected = String(neighbours[0].text)
  expect(expected).toBe(twoPersonTrace().endContent)

  const server = await aServer({ limits: { ...defaultLimits, messagesPerSecond: 100_000, messageBurst: 100_000 } })
  const guests = [
    new Guest(1, await aRawClient(server)),
    new Guest(2, await aRawClient(server, { side: 'partner' })),
  ] as const
  await written(guests)
  for (const { text } of guests) expect(String(text)).toBe(expected)
  const { doc } = await aStockClient(server, 'partner')
  expect(String(metaRoot(doc).get('text'))).toBe(expected)
})
