import type { Scenario } from '../scenario.ts'
import { Target, type TargetName } from '../target.ts'
import { feelRoom } from '../typing-load.ts'

const EDITS_PER_PERSON = 4
const SECONDS = 4

/** People in one room, four edits a second each. */
export const meeting = (people: number): Scenario => ({
  name: `meeting ${people}`,
  targets: ['yws-mem', 'yws-level', 'hocus', 'concord'],
  rounds: 3,
  async measure(name: TargetName) {
    const target = await Target.start(name)
    try {
      const felt = await feelRoom(target, target.rooms[0]!, people, people * EDITS_PER_PERSON, SECONDS)
      return {
        'p50 ms': felt.p50,
        'p99 ms': felt.p99,
        'server CPU s': felt.cpu,
        'drain ms': felt.drain,
        'RSS MB': target.memory().now,
      }
    } finally {
      await target.dispose()
    }
  },
  promises(figures) {
    const ours = (measure: string) => figures.of('concord', measure)
    const mem = (measure: string) => figures.of('yws-mem', measure)
    const hocus = (measure: string) => figures.of('hocus', measure)
    const all = {
      what: 'everybody has everything',
      figure: ours('drain ms'),
      must: 50_000,
      unit: 'ms',
      against: 'no edit missing',
    }
    if (people <= 10)
      return [
        {
          what: 'p50',
          figure: ours('p50 ms'),
          must: 1.2 * mem('p50 ms'),
          aim: mem('p50 ms'),
          unit: 'ms',
          against: '1.2x yws-mem',
        },
        {
          what: 'p99',
          figure: ours('p99 ms'),
          must: Math.min(mem('p99 ms'), hocus('p99 ms'), figures.of('yws-level', 'p99 ms')),
          unit: 'ms',
          against: '1.0x the best peer',
        },
        all,
      ]
    if (people <= 50)
      return [
        {
          what: 'p99',
          figure: ours('p99 ms'),
          must: mem('p99 ms'),
          aim: 0.5 * mem('p99 ms'),
          unit: 'ms',
          against: '1.0x yws-mem',
        },
        {
          what: 'CPU',
          figure: ours('server CPU s'),
          must: 0.7 * hocus('server CPU s'),
          aim: 0.5 * hocus('server CPU s'),
          unit: 's',
          against: '0.7x hocus',
        },
        all,
      ]
    return [
      {
        what: 'p99',
        figure: ours('p99 ms'),
        must: hocus('p99 ms'),
        aim: 0.4 * hocus('p99 ms'),
        unit: 'ms',
        against: '1.0x hocus',
      },
      {
        what: 'CPU',
        figure: ours('server CPU s'),
        must: 0.6 * hocus('server CPU s'),
        aim: 0.4 * hocus('server CPU s'),
        unit: 's',
        against: '0.6x hocus',
      },
      all,
    ]
  },
})
