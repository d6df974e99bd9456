/** Stops a timer; calling it again does nothing. */
export type Stop = () => void

/** The only source of time in the server. Tests own theirs. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number
  /** Milliseconds since some moment, with fractions: for how long something takes, since nobody can set it. */
  elapsed(): number
  /** Calls once after `ms`. */
  after(ms: number, act: () => void): Stop
  /** Calls every `ms` until stopped. */
  every(ms: number, act: () => void): Stop
}

export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after(ms, act) {
    const timer = setTimeout(act, ms)
    return () => clearTimeout(timer)
  },
  every(ms, act) {
    const timer = setInterval(act, ms)
    return () => clearInterval(timer)
  },
}
