import { expect, it } from 'vitest'
import { drawRun } from './draw.ts'
import { passes } from './laws.ts'
import { keepRegression, regressions } from './regressions.ts'
import { play } from './run.ts'
import { shrink } from './shrink.ts'

/** How long a failure may take to be made shorter. */
const shrinkMilliseconds = 180_000

const minutes = Number(process.env.CONCORD_FUZZ_MINUTES ?? 1)
const firstSeed = Number(process.env.CONCORD_FUZZ_SEED ?? 1)

/**
 * Plays runs until the time is over: those that failed once first, then every n-th seed from the given one on.
 * A failure is made as short as it gets, kept with the regressions, and ends the lane.
 */
export function playLong(lane: number, lanes: number): void {
  it(`plays runs for ${minutes} minutes from seed ${firstSeed + lane}`, { timeout: (minutes + 10) * 60_000 }, () => {
    const until = performance.now() + minutes * 60_000
    for (const { name, run } of regressions()) expect(play(run).faults, name).toEqual([])
    let runs = 0
    for (let seed = firstSeed + lane; performance.now() < until; seed += lanes, runs++) {
      const run = drawRun(seed, passes.edits)
      const [fault] = play(run).faults
      if (!fault) continue
      const fails = (candidate: typeof run) => play(candidate).faults.some(({ law }) => law === fault.law)
      const file = keepRegression(fault, shrink(run, fails, performance.now() + shrinkMilliseconds))
      expect.fail(`Seed ${seed}: ${fault.law} (${fault.detail}). The shortest run found is kept in ${file}.`)
    }
    console.log(
      `${runs} runs of ${passes.edits} edits, seeds ${firstSeed + lane} and every ${lanes}th after it: every law held.`,
    )
  })
}
