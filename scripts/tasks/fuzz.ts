import { parseArgs } from 'node:util'
import { step, tool } from './steps.ts'

// pnpm fuzz --minutes N --seed S: the laws of a shared plan against as many random runs as fit into the time.
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
})
const [minutes, seed] = [Number(values.minutes), Number(values.seed)]
if (!(minutes > 0) || !Number.isInteger(seed)) {
  console.error('Use: pnpm fuzz --minutes 10 --seed 1')
  process.exit(1)
}
console.log(`Seed ${seed}. The same seed plays the same runs again.`)
await step('fuzz', [tool('vitest/vitest.mjs'), 'run', '--project', 'fuzz', '--maxWorkers', '2'], {
  env: { ...process.env, CONCORD_FUZZ_MINUTES: String(minutes), CONCORD_FUZZ_SEED: String(seed) },
})

// The sync server under every fault, and whatever bytes can be made of honest ones.
await step('simulation', [tool('vitest/vitest.mjs'), 'run', '--project', 'simulation', '--testTimeout', '7200000'], {
  env: { ...process.env, CONCORD_SIMULATION_SEEDS: '10000', CONCORD_SIMULATION_FIRST: String(seed) },
})
await step(
  'mutated frames',
  [tool('vitest/vitest.mjs'), 'run', '--project', 'hostile', 'mutated-updates', '--testTimeout', '7200000'],
  {
    env: { ...process.env, CONCORD_MUTATIONS: '1000000', CONCORD_FUZZ_SEED: String(seed) },
  },
)
