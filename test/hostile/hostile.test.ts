import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Target } from '../bench/sync/target.ts'
import { lastingMegabytes } from '../support/held.ts'
import { Attack, type Case, Innocents } from './attack.ts'
import { cases } from './cases/index.ts'

/** What a letter of an honest person may take while somebody attacks. Milliseconds. */
const SLOWEST = 500
/** What may stay in memory after everything. */
const KEPT_MEGABYTES = 64

describe('a hostile client costs nobody else anything', () => {
  let target: Target
  let innocents: Innocents
  let before = 0

  beforeAll(async () => {
    target = await Target.start('concord', 1, true)
    innocents = new Innocents()
    await innocents.join(target, target.rooms[0]!)
    await innocents.settled()
    before = lastingMegabytes(await target.held())
  }, 180_000)
  afterAll(async () => {
    innocents?.leave()
    await target?.dispose()
  })

  test.each(cases.map((each) => [each.id, each] as const))('%s', async (_id, each) => {
    // Only slowness may be the machine's: then it is looked at again.
    let worst = Number.POSITIVE_INFINITY
    for (let tries = 0; tries < 3 && worst > SLOWEST; tries += 1) worst = Math.min(worst, await slowestLetter(each))
    expect(worst).toBeLessThanOrEqual(SLOWEST)
  })

  /** Runs the case and answers how long an honest person's letter took at most, in milliseconds. */
  async function slowestLetter({ run }: Case): Promise<number> {
    const attack = new Attack(target, target.rooms[0]!, innocents)
    try {
      expect(await run(attack)).toBeNull()
    } finally {
      attack.end()
    }
    expect(target.isAlive, target.errors).toBe(true)
    expect(target.errors).not.toMatch(/unhandled|uncaught/i)
    const { worst, isComplete } = await innocents.settled()
    expect(isComplete && !innocents.isCut, 'the honest people still hear each other').toBe(true)
    return worst
  }

  test('memory is given back', async () => {
    const kept = lastingMegabytes(await target.held()) - before
    console.log(`${kept.toFixed(1)} MB kept of ${before.toFixed(0)} MB; ${target.memory().now.toFixed(0)} MB resident`)
    expect(kept).toBeLessThanOrEqual(KEPT_MEGABYTES)
  })
})
