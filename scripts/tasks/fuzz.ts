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
await step('fuzz', [tool('vitest/vitest.mjs'), 'run', '--project', 'fuzz'], {
  env: { ...process.env, CONCORD_FUZZ_MINUTES: String(minutes), CONCORD_FUZZ_SEED: String(seed) },
})
