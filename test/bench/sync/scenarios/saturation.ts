import { quantile } from '../../statistics.ts'
import type { Scenario } from '../scenario.ts'
import { Target } from '../target.ts'
import { TypingLoad } from '../typing-load.ts'

const PEOPLE = 20
const STEPS = [500, 1_000, 1_500, 2_000, 3_000, 4_000, 6_000, 8_000, 12_000]
const SECONDS = 2
const BOUND = 250

/** How many letters a room of twenty carries before the slowest hundredth waits longer than a quarter of a second. */
export const saturation: Scenario = {
  name: 'saturation 20',
  targets: ['yws-mem', 'hocus', 'concord'],
  rounds: 2,
  async measure(name) {
    const target = await Target.start(name)
    const load = new TypingLoad()
    try {
      await load.join(target, target.rooms[0]!, PEOPLE)
      await load.type(200, 1, false)
      await load.drain()
      let carried = { rate: 0, perSecond: 0, p99: 0, cpu: 0 }
      for (const rate of STEPS) {
        const before = target.cpu()
        await load.type(rate, SECONDS)
        const cpu = (target.cpu() - before) / SECONDS
        const drain = await load.drain()
        const latencies = load.takeLatencies()
        const p99 = quantile(latencies, 0.99)
        if (!(p99 <= BOUND) || drain === Number.POSITIVE_INFINITY) break
        carried = { rate, perSecond: latencies.length / (SECONDS + drain / 1000), p99, cpu }
      }
      const own = process.cpuUsage()
      await load.type(carried.rate * 2, SECONDS)
      const generator = process.cpuUsage(own)
      const drain = await load.drain()
      load.takeLatencies()
      return {
        'letters/s carried': carried.rate,
        'deliveries/s': carried.perSecond,
        'p99 ms there': carried.p99,
        'server CPU there': carried.cpu,
        'drain ms after 2x': drain,
        'generator CPU at 2x': (generator.user + generator.system) / 1e6 / SECONDS,
      }
    } finally {
      load.leave()
      await target.dispose()
    }
  },
  promises(figures) {
    const ours = figures.of('concord', 'deliveries/s')
    const hocus = figures.of('hocus', 'deliveries/s')
    const best = STEPS.at(-1)!
    // Whoever carries the last step may carry more; the generator cannot ask for it.
    const most = best * (PEOPLE - 1)
    const isTop = figures.of('concord', 'letters/s carried') === best
    return [
      {
        what: 'deliveries/s',
        figure: ours,
        must: isTop ? Math.min(1.5 * hocus, 0.9 * most) : 1.5 * hocus,
        aim: 2 * hocus,
        atLeast: true,
        unit: '/s',
        against: isTop ? '1.5x hocus, or nine tenths of the most the generator can ask' : '1.5x hocus',
      },
      {
        what: 'drained after twice that',
        figure: figures.worst('concord', 'drain ms after 2x'),
        must: 5_000,
        unit: 'ms',
        against: 'fixed',
      },
    ]
  },
}
