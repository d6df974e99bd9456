import { quantile } from '../../statistics.ts'
import { Client, rangesOf } from '../client.ts'
import type { Scenario } from '../scenario.ts'
import { Target } from '../target.ts'
import { freshClient } from '../typing-load.ts'
import { Typist } from '../typist.ts'

const MEGABYTES = 100
/** Replaced again and again, so that a hundred megabytes pass while the plan stays small. */
const PART = 50_000
const KEEP = 20

/** A hundred megabytes written past somebody who does not read. */
export const slowReader: Scenario = {
  name: 'slow reader 100 MB',
  targets: ['yws-mem', 'hocus', 'concord'],
  rounds: 3,
  async measure(name) {
    const nobody = await run(name, false)
    const one = await run(name, true)
    return {
      'growth MB, nobody slow': nobody.growth,
      'growth MB, one slow': one.growth,
      'growth for the slow one MB': one.growth - nobody.growth,
      'others p99 ms, nobody slow': nobody.p99,
      'others p99 ms, one slow': one.p99,
      'slow one caught up after ms': one.caughtUp,
    }
  },
  promises(figures) {
    const ours = (measure: string) => figures.of('concord', measure)
    return [
      {
        what: 'memory for the slow one',
        figure: ours('growth for the slow one MB'),
        must: 8,
        aim: 4,
        unit: 'MB',
        against: 'fixed',
      },
      {
        what: 'p99 of the others',
        figure: ours('others p99 ms, one slow'),
        must: 1.2 * ours('others p99 ms, nobody slow'),
        unit: 'ms',
        against: '1.2x without it',
      },
      {
        what: 'the slow one has everything',
        figure: ours('slow one caught up after ms'),
        must: 60_000,
        unit: 'ms',
        against: 'it converges',
      },
    ]
  },
}

async function run(name: Parameters<Scenario['measure']>[0], isSlow: boolean) {
  const target = await Target.start(name)
  const latencies: number[] = []
  const typedAt: number[] = []
  const typist = new Typist(freshClient())
  try {
    const room = target.rooms[0]!
    const hear = () => {
      let heard = 0
      return {
        far: () => heard,
        update(bytes: Uint8Array) {
          for (const { client, to } of rangesOf(bytes)) if (client === typist.client) heard = Math.max(heard, to)
        },
      }
    }
    const slowHears = hear()
    const slow = await Client.join(target, room, { update: slowHears.update })
    const readers = [hear(), hear(), hear()]
    for (const reader of readers)
      await Client.join(target, room, {
        update(bytes) {
          reader.update(bytes)
          for (const { client, to } of rangesOf(bytes)) {
            const at = client === typist.client ? typedAt[to] : undefined
            if (at !== undefined) latencies.push(performance.now() - at)
          }
        },
      })
    const writer = await Client.join(target, room)
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    const before = target.memory().now
    if (isSlow) slow.pause()
    const part = 'x'.repeat(PART)
    const count = (MEGABYTES * 1e6) / PART
    const starts: number[] = []
    for (let at = 0; at < count; at++) {
      starts.push(typist.clock)
      let bytes = typist.key(part)
      // The old parts are deleted in the same update.
      if (at >= KEEP) bytes = withDeletion(bytes, typist.client, starts[at - KEEP]!, PART)
      typedAt[typist.clock] = performance.now()
      writer.update(bytes)
      while (readers.some((reader) => reader.far() < typist.clock - 10 * PART))
        await new Promise((resolve) => setImmediate(resolve))
      if (at % 5 === 0) await new Promise((resolve) => setTimeout(resolve, 4))
    }
    while (readers.some((reader) => reader.far() < typist.clock)) await new Promise((resolve) => setTimeout(resolve, 5))
    const growth = target.memory().peak - before
    const resumed = performance.now()
    slow.resume()
    while (slowHears.far() < typist.clock && performance.now() - resumed < 60_000)
      await new Promise((resolve) => setTimeout(resolve, 2))
    return {
      growth,
      p99: quantile(latencies, 0.99),
      caughtUp: slowHears.far() === typist.clock ? performance.now() - resumed : Number.POSITIVE_INFINITY,
    }
  } finally {
    await target.dispose()
  }
}

/** The same update with a deletion of the client's earlier clocks in it. */
export function withDeletion(update: Uint8Array, client: number, clock: number, length: number): Uint8Array {
  const bytes: number[] = [1]
  for (const value of [client, 1, clock, length]) {
    let rest = value
    while (rest > 127) {
      bytes.push((rest % 128) | 128)
      rest = Math.floor(rest / 128)
    }
    bytes.push(rest)
  }
  return Buffer.concat([update.subarray(0, -1), Buffer.from(bytes)])
}
