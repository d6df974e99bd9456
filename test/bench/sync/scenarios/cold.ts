import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import * as Y from 'yjs'
import { Client } from '../client.ts'
import type { Scenario } from '../scenario.ts'
import { Target } from '../target.ts'

/** A plan of many blocks, about 900 KB, in updates of the size that an editor sends. */
function bigPlan(): Uint8Array[] {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  const blocks = doc.getMap('blocks')
  for (let from = 0; from < 5_000; from += 500)
    doc.transact(() => {
      for (let index = from; index < from + 500; index++) {
        const block = new Y.Map()
        blocks.set(`block${String(index).padStart(7, '0')}`, block)
        block.set('kind', 'actionItem')
        block.set('title', new Y.Text(`Action ${index}: agree the next step with the partner and write it down`))
        block.set('due', `2026-${String((index % 12) + 1).padStart(2, '0')}-15`)
        block.set('owner', index % 2 ? 'vendor' : 'partner')
        block.set('done', index % 3 === 0)
      }
    })
  return updates
}

interface Trace {
  readonly endContent: string
  readonly txns: readonly { readonly patches: readonly (readonly [at: number, deleted: number, inserted: string])[] }[]
}

/** The paper of crdt-benchmarks' B4, typed key by key, sent twenty keys at a time. */
function replayedPaper(): Uint8Array[] {
  const file = join(dirname(fileURLToPath(import.meta.url)), '../../../fixtures/automerge-paper.json.gz')
  const { txns } = JSON.parse(gunzipSync(readFileSync(file)).toString()) as Trace
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  const text = new Y.Text()
  doc.getMap('blocks').set('paper', text)
  for (let from = 0; from < txns.length; from += 20)
    doc.transact(() => {
      for (const { patches } of txns.slice(from, from + 20))
        for (const [at, deleted, inserted] of patches) {
          if (deleted > 0) text.delete(at, deleted)
          if (inserted) text.insert(at, inserted)
        }
    })
  return updates
}

/** Resolves when nothing has come for a while. */
async function untilQuiet(client: Client): Promise<void> {
  for (let before = -1; before !== client.bytesIn; ) {
    before = client.bytesIn
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
}

const cold = (name: string, updates: () => Uint8Array[], promises: Scenario['promises']): Scenario => ({
  name,
  targets: ['yws-level', 'hocus', 'concord'],
  rounds: 2,
  async measure(targetName) {
    const target = await Target.start(targetName)
    const content = updates()
    const whole = new Y.Doc()
    for (const update of content) Y.applyUpdate(whole, update)
    const wanted = Y.encodeStateVector(whole)
    const size = Y.encodeStateAsUpdate(whole).length
    const isWhole = (doc: Y.Doc) => Buffer.from(Y.encodeStateVector(doc)).equals(Buffer.from(wanted))
    try {
      const room = target.rooms[0]!
      const started = performance.now()
      // Another client has everything: then it has been taken and passed on.
      const copy = new Y.Doc()
      const everything = Promise.withResolvers<void>()
      const reader = await Client.join(target, room, {
        update(bytes) {
          Y.applyUpdate(copy, bytes)
          if (isWhole(copy)) everything.resolve()
        },
      })
      const writer = await Client.join(target, room)
      for (const update of content) writer.update(update)
      await everything.promise
      const seeded = performance.now() - started
      // Past the time after which every server has written what it keeps.
      await new Promise((resolve) => setTimeout(resolve, 3_000))
      reader.close()
      writer.close()
      await new Promise((resolve) => setTimeout(resolve, 500))
      await target.end('SIGTERM')
      await target.start()
      const before = target.cpu()
      const received: { readonly at: number; readonly bytes: Uint8Array; readonly isAnswer: boolean }[] = []
      const { client, synced } = await Client.open(target, room, {
        update: (bytes, isAnswer) => received.push({ at: performance.now(), bytes: bytes.slice(), isAnswer }),
      })
      await synced
      // Building a Y.Doc of the bytes takes the client as long whoever sent them, so it waits until they are there.
      const doc = new Y.Doc()
      let wholeAt: number | null = null
      let wholeWhenSynced: boolean | null = null
      while (wholeAt === null) {
        await untilQuiet(client)
        for (const { at, bytes, isAnswer } of received.splice(0)) {
          Y.applyUpdate(doc, bytes)
          if (isWhole(doc)) wholeAt ??= at
          if (isAnswer) wholeWhenSynced ??= isWhole(doc)
        }
      }
      const figures = {
        'seeding ms': seeded,
        'first SyncStep2 ms': client.syncedAt - client.askedAt,
        'whole document ms': wholeAt - client.askedAt,
        'whole when told synced': wholeWhenSynced ? 1 : 0,
        'wire per document': client.bytesIn / size,
        'server CPU ms': (target.cpu() - before) * 1000,
        'RSS peak MB': target.memory().peak,
      }
      client.close()
      return figures
    } finally {
      await target.dispose()
    }
  },
  promises,
})

export const coldPlan = cold('cold plan', bigPlan, (figures) => {
  const ours = (measure: string) => figures.of('concord', measure)
  const hocus = (measure: string) => figures.of('hocus', measure)
  return [
    {
      what: 'told synced when whole',
      figure: ours('whole when told synced'),
      must: 1,
      atLeast: true,
      unit: '',
      against: 'no false "synced"',
    },
    {
      what: 'whole document',
      figure: ours('whole document ms'),
      must: 0.3 * hocus('whole document ms'),
      aim: 0.15 * hocus('whole document ms'),
      unit: 'ms',
      against: '0.3x hocus',
    },
    { what: 'wire', figure: ours('wire per document'), must: 1.05, unit: 'documents', against: 'once' },
    {
      what: 'CPU',
      figure: ours('server CPU ms'),
      must: 0.2 * hocus('server CPU ms'),
      aim: 0.15 * hocus('server CPU ms'),
      unit: 'ms',
      against: '0.2x hocus',
    },
  ]
})

export const coldReplay = cold('cold b4-replay', replayedPaper, (figures) => {
  const ours = (measure: string) => figures.of('concord', measure)
  const hocus = (measure: string) => figures.of('hocus', measure)
  return [
    {
      what: 'seeding 13,000 updates',
      figure: ours('seeding ms'),
      must: 0.6 * hocus('seeding ms'),
      aim: 0.2 * hocus('seeding ms'),
      unit: 'ms',
      against: '0.6x hocus',
    },
    {
      what: 'whole document',
      figure: ours('whole document ms'),
      must: 0.4 * hocus('whole document ms'),
      aim: 0.2 * hocus('whole document ms'),
      unit: 'ms',
      against: '0.4x hocus',
    },
    {
      what: 'told synced when whole',
      figure: ours('whole when told synced'),
      must: 1,
      atLeast: true,
      unit: '',
      against: 'no false "synced"',
    },
  ]
})
