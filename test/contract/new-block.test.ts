import { execFileSync, spawn } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const packages = ['packages/schema', 'packages/blocks']
let copy = ''

/** The two packages and the task as they are now, in a folder of their own: what the task writes touches nobody. */
beforeAll(() => {
  copy = mkdtempSync(join(realpathSync(tmpdir()), 'new-block-'))
  for (const file of ['package.json', 'tsconfig.base.json', 'biome.json', '.gitignore', 'vitest.config.ts', 'scripts'])
    cpSync(join(root, file), join(copy, file), { recursive: true })
  for (const folder of packages)
    cpSync(join(root, folder), join(copy, folder), {
      recursive: true,
      filter: (path) => !path.includes('node_modules') && !path.endsWith('tsbuildinfo'),
    })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  for (const folder of packages) linkModules(folder)
  // Biome takes the ignored files from git.
  execFileSync('git', ['init', '--quiet'], { cwd: copy })
}, 600_000)

afterAll(() => rmSync(copy, { recursive: true, force: true }))

/** The installed modules of a package, with our own packages leading into the copy. */
function linkModules(folder: string) {
  const installed = join(root, folder, 'node_modules')
  mkdirSync(join(copy, folder, 'node_modules', '@concord'), { recursive: true })
  for (const name of readdirSync(installed))
    if (name !== '@concord') symlinkSync(join(installed, name), join(copy, folder, 'node_modules', name))
  symlinkSync(join(copy, 'packages/schema'), join(copy, folder, 'node_modules/@concord/schema'))
}

interface Ended {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

function run(file: string, ...args: string[]): Promise<Ended> {
  const child = spawn(process.execPath, [join(copy, file), ...args], { cwd: copy })
  const said = { stdout: '', stderr: '' }
  child.stdout.on('data', (data) => (said.stdout += data))
  child.stderr.on('data', (data) => (said.stderr += data))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (status) => resolve({ status, ...said }))
  })
}
const newBlock = (...args: string[]) => run('scripts/tasks/new-block.ts', ...args)

/** Only a bound on hanging: the tools look at two whole packages, beside everything else that a busy machine does. */
const long = { timeout: 600_000 }

test('a new kind compiles, is formatted, and its own test passes', long, async () => {
  const made = await newBlock('riskLog')
  expect(made.status, made.stderr).toBe(0)
  expect(readdirSync(join(copy, 'packages/schema/src/blocks/riskLog')).sort()).toEqual([
    'definition.ts',
    'derive.ts',
    'render.ts',
    'riskLog.test.ts',
    'sample.ts',
    'shape.ts',
    'words.ts',
  ])
  expect(readFileSync(join(copy, 'packages/blocks/src/registry.ts'), 'utf8')).toContain('riskLog: RiskLogView,')

  const files = made.stdout.split('\n').filter((line) => line.startsWith('packages/'))
  const [types, format, tests] = await Promise.all([
    run('node_modules/typescript/bin/tsc', '-b', 'packages/blocks'),
    run('node_modules/@biomejs/biome/bin/biome', 'check', ...files),
    run('node_modules/vitest/vitest.mjs', 'run', '--root', copy, '--project', 'unit', 'riskLog'),
  ])
  expect(types.stdout).toBe('')
  expect(types.status).toBe(0)
  expect(format.status, format.stderr).toBe(0)
  expect(tests.status, tests.stdout).toBe(0)
})

test.concurrent.each<[string, string[], string]>([
  ['no name', [], 'Name the new kind.'],
  ['a name with a hyphen', ['risk-log'], "'risk-log' cannot name a kind."],
  ['a name that leads out of the folder', ['../riskLog'], 'cannot name a kind.'],
  ['a capital first', ['RiskLog'], 'cannot name a kind.'],
  ['a word of the language', ['switch'], "'switch' is a word of the language."],
  ['two names', ['caseStudy', 'leadList'], 'Name one kind'],
  ['a kind that exists', ['campaign'], 'There is already a folder packages/schema/src/blocks/campaign.'],
  ['a folder of the kit', ['charts'], 'There is already a folder packages/blocks/src/charts.'],
])('%s is refused with a sentence and nothing is written', long, async (_, args, sentence) => {
  const before = readFileSync(join(copy, 'packages/schema/src/blocks/shapes.ts'), 'utf8')
  const refused = await newBlock(...args)
  expect(refused.status).toBe(1)
  expect(refused.stderr).toContain(sentence)
  expect(readFileSync(join(copy, 'packages/schema/src/blocks/shapes.ts'), 'utf8')).toBe(before)
  expect(existsSync(join(copy, 'packages/schema/src/blocks', args[0] ?? '', 'shape.ts'))).toBe(args[0] === 'campaign')
})
