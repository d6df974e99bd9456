import * as Y from 'yjs'
import { quantile } from '../../statistics.ts'
import { Client } from '../client.ts'
import type { Scenario } from '../scenario.ts'
import { Target } from '../target.ts'

const CLIENTS = 500
const ROOMS = 50

/** A plan of a few hundred blocks with a text each. */
function pageOfBlocks(): Uint8Array {
  const doc = new Y.Doc()
  const blocks = doc.getMap('blocks')
  doc.transact(() => {
    for (let index = 0; index < 300; index++) {
      const block = new Y.Map()
      blocks.set(`block${index}`, block)
      block.set('kind', 'actionItem')
      block.set('title', new Y.Text(`Action ${index}: agree the next step with the partner`))
      block.set('due', '2026-11-15')
    }
  })
  return Y.encodeStateAsUpdate(doc)
}

/** Everybody comes back at once, each to a room with a plan of some size. */
export const storm: Scenario = {
  name: 'storm 500',
  targets: ['yws-mem', 'hocus', 'concord'],
  rounds: 2,
  async measure(name) {
    const target = await Target.start(name, ROOMS)
    try {
      const keepers = await Promise.all(
        target.rooms.map(async (room) => {
          const client = await Client.join(target, room)
          client.update(pageOfBlocks())
          return client
        }),
      )
      await new Promise((resolve) => setTimeout(resolve, 1_000))
      const before = target.cpu()
      const started = performance.now()
      let failed = 0
      const times: number[] = []
      const clients = await Promise.all(
        Array.from({ length: CLIENTS }, async (_, index) => {
          try {
            const client = await Client.join(target, target.rooms[index % ROOMS]!)
            times.push(performance.now() - started)
            return client
          } catch {
            failed += 1
            return null
          }
        }),
      )
      const cpu = target.cpu() - before
      for (const client of [...clients, ...keepers]) client?.close()
      return { 'sync p95 ms': quantile(times, 0.95), 'CPU s': cpu, 'failed connections': failed }
    } finally {
      await target.dispose()
    }
  },
  promises(figures) {
    const ours = (measure: string) => figures.of('concord', measure)
    const mem = (measure: string) => figures.of('yws-mem', measure)
    return [
      {
        what: 'sync p95',
        figure: ours('sync p95 ms'),
        must: 0.8 * mem('sync p95 ms'),
        aim: 0.6 * mem('sync p95 ms'),
        unit: 'ms',
        against: '0.8x yws-mem',
      },
      {
        what: 'CPU',
        figure: ours('CPU s'),
        must: 0.8 * mem('CPU s'),
        aim: 0.6 * mem('CPU s'),
        unit: 's',
        against: '0.8x yws-mem',
      },
      {
        what: 'failed connections',
        figure: figures.worst('concord', 'failed connections'),
        must: 0,
        unit: '',
        against: 'none',
      },
    ]
  },
}
