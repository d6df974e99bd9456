import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'packages/*/src/**/*.test.{ts,tsx}',
            'apps/*/src/**/*.test.{ts,tsx}',
            'test/{contract,soak}/**/*.test.ts',
          ],
        },
      },
      { test: { name: 'convergence', include: ['test/convergence/**/*.test.ts'], testTimeout: 600_000 } },
      { test: { name: 'fuzz', include: ['test/convergence/*.fuzz.ts'] } },
      {
        test: {
          name: 'hostile',
          include: ['test/hostile/**/*.test.ts', 'apps/sync-server/src/**/*.hostile.ts'],
          testTimeout: 600_000,
        },
      },
      { test: { name: 'simulation', include: ['test/simulation/**/*.test.ts'], testTimeout: 600_000 } },
      { test: { name: 'durability', include: ['test/durability/**/*.test.ts'], testTimeout: 600_000 } },
      { test: { name: 'server', include: ['test/server/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 } },
    ],
  },
})
