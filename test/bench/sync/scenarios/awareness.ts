import { quantile } from '../../statistics.ts'
import { Client } from '../client.ts'
import type { Scenario } from '../scenario.ts'
import { Target } from '../target.ts'
import { freshClient } from '../typing-load.ts'

const PEOPLE = 100
const RATE = 20
const SECONDS = 4

/** A hundred cursors that move twenty times a second, on clients that echo everything as the stock provider does. */
export const awareness: Scenario = {
  name: 'awareness 100@20',
  targets: ['yws-mem', 'hocus', 'concord'],
  rounds: 2,
  async measure(name) {
    const target = await Target.start(name)
    const movedAt = new Map<number, number[]>()
    const latencies: number[] = []
    let states = 0
    let isMeasured = false
    const clocks: number[] = []
    const ids: number[] = []
    const heard: Map<number, number>[] = []
    try {
      const clients = await Promise.all(
        Array.from({ length: PEOPLE }, async (_, index) => {
          ids[index] = freshClient()
          movedAt.set(ids[index], [])
          clocks[index] = 0
          heard[index] = new Map()
          const client = await Client.join(target, target.rooms[0]!, {
            presence(of, clock) {
              heard[index]!.set(of, clock)
              const at = movedAt.get(of)?.[clock]
              if (!isMeasured || at === undefined || of === ids[index]) return
              states += 1
              latencies.push(performance.now() - at)
            },
          })
          // The Hocuspocus provider does not echo.
          client.echoes = target.speaks === 'stock'
          return client
        }),
      )
      const move = (index: number) => {
        clocks[index]! += 1
        movedAt.get(ids[index]!)![clocks[index]!] = performance.now()
        clients[index]!.presence(ids[index]!, clocks[index]!, {
          user: { name: `Person ${index}`, color: '#2f4bc7' },
          cursor: {
            anchor: { type: null, tname: 'body', item: { client: ids[index], clock: clocks[index] }, assoc: 0 },
          },
        })
      }
      for (let index = 0; index < PEOPLE; index++) move(index)
      await new Promise((resolve) => setTimeout(resolve, 1_500))
      isMeasured = true
      const before = target.cpu()
      const frames = clients.reduce((sum, { framesIn }) => sum + framesIn, 0)
      const started = performance.now()
      let moved = 0
      await new Promise<void>((resolve) => {
        const timer = setInterval(() => {
          const passed = (performance.now() - started) / 1000
          for (const due = Math.floor(Math.min(passed, SECONDS) * PEOPLE * RATE); moved < due; moved++)
            move(moved % PEOPLE)
          if (passed < SECONDS) return
          clearInterval(timer)
          resolve()
        }, 2)
      })
      const ended = performance.now()
      const isComplete = () =>
        heard.every((of, listener) => ids.every((id, who) => who === listener || (of.get(id) ?? 0) >= clocks[who]!))
      while (!isComplete() && performance.now() - ended < 30_000) await new Promise((resolve) => setTimeout(resolve, 5))
      const drain = isComplete() ? performance.now() - ended : Number.POSITIVE_INFINITY
      const cpu = target.cpu() - before
      const result = {
        'staleness p99 ms': quantile(latencies, 0.99),
        'states/s': states / SECONDS,
        'frames/s': (clients.reduce((sum, { framesIn }) => sum + framesIn, 0) - frames) / SECONDS,
        'CPU s': cpu,
        'drain ms': drain,
      }
      for (const client of clients) client.close()
      return result
    } finally {
      await target.dispose()
    }
  },
  promises(figures) {
    const ours = (measure: string) => figures.of('concord', measure)
    const hocus = (measure: string) => figures.of('hocus', measure)
    return [
      {
        what: 'p99',
        figure: ours('staleness p99 ms'),
        must: hocus('staleness p99 ms'),
        unit: 'ms',
        against: '1.0x hocus',
      },
      {
        what: 'CPU',
        figure: ours('CPU s'),
        must: 0.6 * hocus('CPU s'),
        aim: 0.4 * hocus('CPU s'),
        unit: 's',
        against: '0.6x hocus',
      },
      { what: 'drain', figure: ours('drain ms'), must: 200, unit: 'ms', against: 'fixed' },
    ]
  },
}
