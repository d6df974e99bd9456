/** `npm run bench -- sync [scenario] [rounds]`: Concord and its peers in turn, on one machine, in one run. */
import { Figures, isKept, type Promised, printPromises, printScenario } from './result.ts'
import type { Scenario } from './scenario.ts'
import { awareness } from './scenarios/awareness.ts'
import { coldPlan, coldReplay } from './scenarios/cold.ts'
import { durability } from './scenarios/durability.ts'
import { meeting } from './scenarios/meeting.ts'
import { rooms } from './scenarios/rooms.ts'
import { saturation } from './scenarios/saturation.ts'
import { slowReader } from './scenarios/slow-reader.ts'
import { storm } from './scenarios/storm.ts'
import { RAISED } from './target.ts'

/** Ends of each kind in the durability rows; the full count is for the night. */
const ENDS = Number(process.env.CONCORD_BENCH_ENDS ?? 10)

const scenarios: readonly Scenario[] = [
  meeting(2),
  meeting(10),
  meeting(50),
  meeting(100),
  saturation,
  rooms(2_000),
  coldPlan,
  coldReplay,
  durability('SIGKILL', ENDS),
  durability('SIGTERM', ENDS),
  awareness,
  slowReader,
  storm,
]

/** Measures the scenarios whose name begins with what was asked for, and answers whether every promise was kept. */
export async function benchSync(asked = '', rounds?: number): Promise<boolean> {
  const named = scenarios.filter(({ name }) => name.replaceAll(' ', '-') === asked)
  const chosen = named.length > 0 ? named : scenarios.filter(({ name }) => name.replaceAll(' ', '-').startsWith(asked))
  if (chosen.length === 0) {
    console.error(`No such scenario. There are: ${scenarios.map(({ name }) => name.replaceAll(' ', '-')).join(', ')}`)
    return false
  }
  console.log(`Concord keeps everything on disk; raised for one machine that plays many: ${JSON.stringify(RAISED)}`)
  const promises: Promised[] = []
  for (const scenario of chosen) {
    const figures = new Figures()
    const times = rounds ?? scenario.rounds
    for (let round = 0; round < times; round++)
      for (const target of rotated(scenario.targets, round)) {
        const result = await scenario.measure(target)
        console.log(`${scenario.name} · ${target} · round ${round + 1} ${JSON.stringify(result, rounded)}`)
        figures.add(target, result)
      }
    const promised = scenario.promises(figures)
    printScenario(scenario.name, figures, promised)
    promises.push(...promised.map((each) => ({ ...each, what: `${scenario.name}: ${each.what}` })))
  }
  console.log('\nAll promises')
  printPromises(promises)
  return promises.every(isKept)
}

/** Each round begins with another server, so that none always meets a machine that was just busy. */
const rotated = <T>(list: readonly T[], by: number): T[] => list.map((_, index) => list[(index + by) % list.length]!)

const rounded = (_key: string, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(4)) : value)

if (import.meta.main) {
  const [asked, rounds] = process.argv.slice(2)
  process.exit((await benchSync(asked, rounds ? Number(rounds) : undefined)) ? 0 : 1)
}
