import { parseArgs } from 'node:util'
import { fuzzSteps } from './fuzz-steps.ts'
import { node, root } from './steps.ts'

// npm run fuzz: every random proof in full. --only kills,cuts picks some; --seed and --count play a failure again.
const names = fuzzSteps.map(({ name }) => name)
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    count: { type: 'string' },
    minutes: { type: 'string' },
  },
})
const seed = Number(values.seed)
const count = values.count === undefined ? undefined : Number(values.count)
const minutes = values.minutes === undefined ? undefined : Number(values.minutes)
const asked = values.only?.split(',') ?? names

const isPositive = (value: number | undefined) => value === undefined || value > 0
if (
  !Number.isInteger(seed) ||
  !isPositive(count) ||
  !isPositive(minutes) ||
  asked.some((name) => !names.includes(name))
) {
  console.error(`Use: npm run fuzz -- --only ${names.join(',')} --seed 1 --count 100 --minutes 10`)
  process.exit(1)
}

console.log(`Seed ${seed}. The same seed plays the same runs again.`)
const results: string[] = []
let hasFailed = false
for (const each of fuzzSteps) {
  if (!asked.includes(each.name)) continue
  console.log(`\n▸ ${each.name}: ${each.what}`)
  const started = performance.now()
  const { args, env } = each.command({ seed, count, minutes })
  const code = await node(args, { cwd: root, env: { ...process.env, ...env } })
  const took = `${((performance.now() - started) / 60_000).toFixed(1)} min`
  results.push(`${code === 0 ? '✓' : '✗'} ${each.name} (${took})`)
  if (code === 0) continue
  hasFailed = true
  results.push(
    `  from the start: npm run fuzz -- --only ${each.name} --seed ${seed}${count ? ` --count ${count}` : ''}`,
  )
}
console.log(`\n${results.join('\n')}`)
process.exit(hasFailed ? 1 : 0)
