import { quantile } from '../../statistics.ts'
import { Client, rangesOf } from '../client.ts'
import type { Scenario } from '../scenario.ts'
import { Target } from '../target.ts'
import { freshClient } from '../typing-load.ts'
import { Typist } from '../typist.ts'

const WRITERS = 5
const RATE = 100

/** Servers that end in the middle of typing, again and again: what others had seen, and what was acknowledged, is there. */
export const durability = (signal: 'SIGKILL' | 'SIGTERM', times: number): Scenario => ({
  name: `durability ${signal}`,
  targets: ['yws-level', 'hocus', 'concord'],
  rounds: 1,
  async measure(name) {
    const target = await Target.start(name)
    const room = target.rooms[0]!
    const acks: number[] = []
    let seen = 0
    let lost = 0
    let acked = 0
    let lostAcked = 0
    try {
      for (let time = 0; time < times; time++) {
        /** How far each writer was heard by another, and acknowledged, when the end came. */
        const heard = new Map<number, number>()
        const saved = new Map<number, number>()
        const reader = await Client.join(target, room, {
          update(bytes) {
            for (const { client, to } of rangesOf(bytes)) heard.set(client, Math.max(to, heard.get(client) ?? 0))
          },
        })
        const known = new Set(heard.keys())
        const writers = await Promise.all(
          Array.from({ length: WRITERS }, async () => {
            const typist = new Typist(freshClient())
            const typedAt: number[] = []
            const client = await Client.join(
              target,
              room,
              {
                saved(count) {
                  // The client's answer to the server's first question counts too, on both servers that count.
                  const letters = Math.min(count - 1, typist.clock)
                  for (let at = saved.get(typist.client) ?? 0; at < letters; at++)
                    acks.push(performance.now() - typedAt[at]!)
                  if (letters > 0) saved.set(typist.client, letters)
                },
              },
              { wantsSaved: true },
            )
            return { client, typist, typedAt }
          }),
        )
        const until = performance.now() + 500 + Math.random() * 700
        let turn = 0
        await new Promise<void>((resolve) => {
          const timer = setInterval(() => {
            const { client, typist, typedAt } = writers[turn++ % WRITERS]!
            typedAt[typist.clock] = performance.now()
            client.update(typist.key())
            if (performance.now() < until) return
            clearInterval(timer)
            resolve()
          }, 1_000 / RATE)
        })
        await target.end(signal)
        for (const { client } of writers) client.close()
        reader.close()
        await target.start()
        const kept = new Map<number, number>()
        const checker = await Client.join(target, room, {
          update(bytes) {
            for (const { client, to } of rangesOf(bytes)) kept.set(client, Math.max(to, kept.get(client) ?? 0))
          },
        })
        // A server that answers before it has loaded sends the rest as an update.
        await new Promise((resolve) => setTimeout(resolve, 300))
        checker.close()
        for (const { typist } of writers) {
          if (known.has(typist.client)) throw new Error('a client id was used twice')
          const count = (of: Map<number, number>) => of.get(typist.client) ?? 0
          seen += count(heard)
          lost += Math.max(0, count(heard) - count(kept))
          acked += count(saved)
          lostAcked += Math.max(0, count(saved) - count(kept))
        }
      }
      return {
        ends: times,
        'seen by others': seen,
        'of them lost': lost,
        acknowledged: acked,
        'lost though acknowledged': lostAcked,
        'ack p95 ms': acks.length > 0 ? quantile(acks, 0.95) : 0,
      }
    } finally {
      await target.dispose()
    }
  },
  promises(figures) {
    const ours = (measure: string) => figures.of('concord', measure)
    return [
      { what: 'lost', figure: ours('of them lost'), must: 0, unit: `of ${ours('seen by others')}`, against: 'none' },
      {
        what: 'lost though acknowledged',
        figure: ours('lost though acknowledged'),
        must: 0,
        unit: `of ${ours('acknowledged')}`,
        against: 'none',
      },
      {
        what: 'acknowledged at all',
        figure: ours('acknowledged'),
        must: 1,
        atLeast: true,
        unit: '',
        against: 'an ack is given',
      },
      { what: 'ack p95', figure: ours('ack p95 ms'), must: 150, aim: 50, unit: 'ms', against: 'fixed' },
    ]
  },
})
