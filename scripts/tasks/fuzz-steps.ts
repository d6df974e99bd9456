import { join } from 'node:path'
import { root, tool } from './steps.ts'

/** What whoever starts a step may say. */
export interface Asked {
  readonly seed: number
  /** How many instead of the full count. */
  readonly count: number | undefined
  readonly minutes: number | undefined
}

export interface FuzzStep {
  readonly name: string
  readonly what: string
  command(asked: Asked): { readonly args: string[]; readonly env: Readonly<Record<string, string>> }
}

/** Longer than any step takes: the full counts have no limit of time. Milliseconds. */
const NO_LIMIT = String(24 * 3_600_000)

const vitest = (...args: string[]) => [
  tool('vitest/vitest.mjs'),
  'run',
  '--maxWorkers',
  '2',
  '--testTimeout',
  NO_LIMIT,
  ...args,
]

/** Every random proof with its full count; the test command plays a tenth of them. */
export const fuzzSteps: readonly FuzzStep[] = [
  {
    name: 'plans',
    what: 'random edits of shared plans, as long as --minutes says (5)',
    command: ({ seed, minutes = 5 }) => ({
      args: [tool('vitest/vitest.mjs'), 'run', '--project', 'fuzz', '--maxWorkers', '2'],
      env: { CONCORD_FUZZ_MINUTES: String(minutes), CONCORD_FUZZ_SEED: String(seed) },
    }),
  },
  {
    name: 'simulation',
    what: '10,000 seeds of the sync server under every fault',
    command: ({ seed, count = 10_000 }) => ({
      args: vitest('--project', 'simulation', '-t', 'seeds:'),
      env: { CONCORD_SIMULATION_SEEDS: String(count), CONCORD_FUZZ_SEED: String(seed) },
    }),
  },
  {
    name: 'frames',
    what: '1,000,000 mutated frames',
    command: ({ seed, count = 1_000_000 }) => ({
      args: vitest('--project', 'hostile', 'mutated-'),
      env: { CONCORD_MUTATIONS: String(count), CONCORD_FUZZ_SEED: String(seed) },
    }),
  },
  {
    name: 'flips',
    what: '2,000 times flipped bits in the database',
    command: ({ seed, count = 2_000 }) => ({
      args: vitest('--project', 'hostile', 'flipped-bits'),
      env: { CONCORD_BIT_FLIPS: String(count), CONCORD_FUZZ_SEED: String(seed) },
    }),
  },
  {
    name: 'cuts',
    what: '300 power cuts under the real server, and 300 each that tear its log and its file',
    command: ({ seed, count = 300 }) => ({
      args: vitest('--project', 'durability', '--project', 'hostile', 'power-cuts', 'torn-'),
      env: { CONCORD_POWER_CUTS: String(count), CONCORD_FUZZ_SEED: String(seed) },
    }),
  },
  {
    name: 'kills',
    what: '500 kills of the real server and at least 1,000,000 acknowledged edits',
    command: ({ seed, count }) => ({
      args: vitest('--project', 'durability', 'kills'),
      env: {
        CONCORD_KILLS: String(count ?? 500),
        CONCORD_EDITS: count === undefined ? '1000000' : '0',
        CONCORD_FUZZ_SEED: String(seed),
      },
    }),
  },
  {
    name: 'soak',
    what: 'two hours of a company at work, or --minutes',
    command: ({ seed, minutes = 120 }) => ({
      args: [join(root, 'test/soak/main.ts'), '--minutes', String(minutes), '--seed', String(seed)],
      env: {},
    }),
  },
]
