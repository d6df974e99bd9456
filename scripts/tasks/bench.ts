import { join } from 'node:path'
import { nodeOptions } from '../../apps/sync-server/src/node-options.ts'
import { findBrowser } from './browser.ts'
import { buildEditor } from './build-editor.ts'
import { root, step } from './steps.ts'

const [what, ...rest] = process.argv.slice(2)
if (what === 'sync') {
  // The sync benches need no browser and no editor. A hundred clients in one process hear as much as the server does.
  await step('bench of the sync server', [...nodeOptions, join(root, 'test/bench/sync/main.ts'), ...rest])
  process.exit(0)
}
if (what === 'hostile') {
  await step('bench of a hostile client', [join(root, 'test/bench/hostile/main.ts'), ...rest])
  process.exit(0)
}
const browser = await findBrowser()
if ('missing' in browser) {
  console.error(browser.missing)
  process.exit(1)
}
await buildEditor()
const [file, args] = what === 'offline' ? ['offline/main.ts', rest] : ['main.ts', process.argv.slice(2)]
await step('bench', [join(root, 'test/bench', file), ...args], {
  env: { ...process.env, CHROMIUM_PATH: browser.path },
})
