import { describe, expect, it } from 'vitest'
import { drawRun } from './draw.ts'
import { regressions } from './regressions.ts'
import { play } from './run.ts'

/** Runs of one pass over the laws, and edits in each. */
export const passes = { runs: 50, edits: 2000 } as const

/** Seeds beyond the pass that failed once, too long for the regressions even when shortened. */
const failedOnce = [58, 93] as const

/** The laws, for every n-th run of a pass: two files share the pass, so that two workers do. */
export function laws(lane: number, lanes: number): void {
  describe('runs that failed once', () => {
    const mine = regressions().filter((_, index) => index % lanes === lane)
    for (const { name, run } of mine) it(name, () => expect(play(run).faults).toEqual([]))
    it('are all played', () => expect(mine.length).toBe(Math.ceil((regressions().length - lane) / lanes)))
  })

  describe(`${passes.edits} edits of 3 to 5 people over a bad network`, () => {
    const pass = Array.from({ length: passes.runs }, (_, index) => index + 1)
    for (const seed of [...pass, ...failedOnce].filter((_, index) => index % lanes === lane))
      it(`seed ${seed}`, () => expect(play(drawRun(seed, passes.edits)).faults).toEqual([]))
  })
}
