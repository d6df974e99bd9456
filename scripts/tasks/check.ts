import { step, tool } from './steps.ts'

await step('format and lint', [tool('@biomejs/biome/bin/biome'), 'check', '.'])
await step('types', [tool('typescript/bin/tsc'), '-b'])
await step('import fences', [tool('dependency-cruiser/bin/dependency-cruiser.mjs'), 'apps', 'packages', 'test'])
await step('unit and contract tests', [tool('vitest/vitest.mjs'), 'run', '--project', 'unit', '--maxWorkers', '2'])
