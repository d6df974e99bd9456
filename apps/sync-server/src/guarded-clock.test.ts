import { expect, test } from 'vitest'
import type { Clock } from './clock.ts'
import { guardedClock } from './guarded-clock.ts'
import type { Log } from './log.ts'

test('RM19 what a timer throws is logged and ends nothing', () => {
  const timers: (() => void)[] = []
  const set = (_: number, act: () => void) => {
    timers.push(act)
    return () => {}
  }
  const logged: object[] = []
  const log = { error: (what: object) => logged.push(what) } as unknown as Log
  const clock = guardedClock({ now: () => 0, elapsed: () => 0, after: set, every: set } satisfies Clock, log)
  const fail = () => {
    throw new Error('unexpected')
  }
  clock.after(1, fail)
  clock.every(1, fail)
  for (const act of timers) act()
  expect(logged).toEqual([{ cause: 'unexpected' }, { cause: 'unexpected' }])
})
