import type { Clock } from './clock.ts'
import type { Log } from './log.ts'

/** A clock whose timers cannot end the process: what one of them throws is logged, and the others go on. */
export function guardedClock(clock: Clock, log: Log): Clock {
  const guarded = (act: () => void) => () => {
    try {
      act()
    } catch (error) {
      log.error({ cause: (error as Error).message }, 'a timer failed')
    }
  }
  return {
    now: () => clock.now(),
    elapsed: () => clock.elapsed(),
    after: (ms, act) => clock.after(ms, guarded(act)),
    every: (ms, act) => clock.every(ms, guarded(act)),
  }
}
