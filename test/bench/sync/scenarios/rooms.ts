import { quantile } from '../../statistics.ts'
import { Client, rangesOf } from '../client.ts'
import type { Scenario } from '../scenario.ts'
import { Target } from '../target.ts'
import { freshClient } from '../typing-load.ts'
import { Typist } from '../typist.ts'

const SECONDS = 8
const LETTERS_PER_SECOND = 500
const IDLE_AFTER = 60_000

/** Many rooms with two people each, one of whom types now and then. */
export const rooms = (count: number): Scenario => ({
  name: `rooms ${count}`,
  targets: ['yws-mem', 'yws-level', 'hocus', 'concord'],
  rounds: 1,
  async measure(name) {
    const target = await Target.start(name, count)
    const clients: Client[] = []
    const writers: Client[] = []
    const latencies: number[] = []
    try {
      await new Promise((resolve) => setTimeout(resolve, 1_000))
      const idle = target.memory().now
      const typists = target.rooms.map(() => new Typist(freshClient()))
      const typedAt = target.rooms.map(() => [] as number[])
      for (let from = 0; from < count; from += 50)
        await Promise.all(
          target.rooms.slice(from, from + 50).map(async (room, offset) => {
            const index = from + offset
            const reader = await Client.join(target, room, {
              update(bytes) {
                for (const { client, to } of rangesOf(bytes)) {
                  const at = client === typists[index]!.client ? typedAt[index]![to - 1] : undefined
                  if (at !== undefined) latencies.push(performance.now() - at)
                }
              },
            })
            writers[index] = await Client.join(target, room)
            clients.push(writers[index]!, reader)
          }),
        )
      const loaded = target.memory().now
      const before = target.cpu()
      const started = performance.now()
      let typed = 0
      await new Promise<void>((resolve) => {
        const timer = setInterval(() => {
          const passed = (performance.now() - started) / 1000
          for (const due = Math.floor(Math.min(passed, SECONDS) * LETTERS_PER_SECOND); typed < due; typed++) {
            const index = typed % count
            typedAt[index]![typists[index]!.clock] = performance.now()
            writers[index]!.update(typists[index]!.key())
          }
          if (passed < SECONDS + 0.5) return
          clearInterval(timer)
          resolve()
        }, 2)
      })
      const cpu = target.cpu() - before
      for (const client of clients) client.close()
      await new Promise((resolve) => setTimeout(resolve, IDLE_AFTER))
      return {
        'KB RSS per room': ((loaded - idle) * 1024) / count,
        'CPU s': cpu,
        'p99 ms': quantile(latencies, 0.99),
        'heard of typed': latencies.length / typed,
        'idle RSS MB': idle,
        'RSS MB after all left': target.memory().now,
      }
    } finally {
      await target.dispose()
    }
  },
  promises(figures) {
    const ours = (measure: string) => figures.of('concord', measure)
    return [
      {
        what: 'memory for a room',
        figure: ours('KB RSS per room'),
        must: Math.min(0.6 * figures.of('hocus', 'KB RSS per room'), figures.of('yws-mem', 'KB RSS per room')),
        aim: 0.4 * figures.of('hocus', 'KB RSS per room'),
        unit: 'KB',
        against: '0.6x hocus and 1.0x yws-mem',
      },
      {
        what: 'p99',
        figure: ours('p99 ms'),
        must: figures.of('yws-level', 'p99 ms'),
        unit: 'ms',
        against: '1.0x yws-level',
      },
      {
        what: 'CPU',
        figure: ours('CPU s'),
        must: 0.6 * figures.of('hocus', 'CPU s'),
        aim: 0.4 * figures.of('hocus', 'CPU s'),
        unit: 's',
        against: '0.6x hocus',
      },
      {
        what: 'memory a minute after all left',
        figure: ours('RSS MB after all left'),
        must: 1.3 * ours('idle RSS MB'),
        unit: 'MB',
        against: '1.3x idle',
      },
      {
        what: 'every letter heard',
        figure: ours('heard of typed'),
        must: 1,
        atLeast: true,
        unit: '',
        against: 'no edit missing',
      },
    ]
  },
})
