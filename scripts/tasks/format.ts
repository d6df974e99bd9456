import { step, tool } from './steps.ts'

await step('format', [tool('@biomejs/biome/bin/biome'), 'check', '--write', '.'])
