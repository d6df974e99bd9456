import { expect, test } from 'vitest'
import { happenings } from './happenings.ts'
import { World } from './world.ts'

/** Seeds of a run; a night plays 10,000. */
const COUNT = Number(process.env.CONCORD_SIMULATION_SEEDS ?? 1_000)
const FIRST = Number(process.env.CONCORD_FUZZ_SEED ?? 1)
const STEPS = 1_000

/** What came of a run. */
export interface Played {
  readonly journal: readonly string[]
  /** The plan in the end. */
  readonly content: string
}

/** Plays one seed to its end; throws what went wrong, and how to see it again. */
export async function play(seed: number): Promise<Played> {
  const world = new World(seed)
  const mustBe = (wrong: string | null) => {
    if (wrong === null) return
    const before = world.journal.slice(-20).join(', ')
    throw new Error(
      `seed ${seed}, step ${world.journal.length}: ${wrong}\n… ${before}\n` +
        `Play it again: npm run fuzz -- --only simulation --seed ${seed} --count 1`,
    )
  }
  for (let step = 0; step < STEPS; step += 1) {
    mustBe(await wrongIn(() => world.step()))
    mustBe(world.problem())
  }
  mustBe((await world.calmDown()) ? null : 'it never came to rest')
  mustBe(world.problem() ?? world.difference())
  return { journal: world.journal, content: world.content() }
}

/** What a step found wrong while it ran, or null. */
const wrongIn = (step: () => Promise<void>): Promise<string | null> =>
  step().then(
    () => null,
    (error: Error) => error.message,
  )

/** Every so many seeds from the first one on, so that the lanes can run side by side. */
export function playLane(lane: number, lanes: number): void {
  test(`every ${lanes}th of ${COUNT} seeds: acknowledged edits are there after any fault, nobody sees what can be lost, all end up equal`, async () => {
    const happened = new Set<string>()
    for (let seed = FIRST + lane; seed < FIRST + COUNT; seed += lanes)
      for (const name of (await play(seed)).journal) happened.add(name)
    // A fault that never happens proves nothing.
    if (COUNT >= 100) expect(happenings.map(([, name]) => name).filter((name) => !happened.has(name))).toEqual([])
  })
}
