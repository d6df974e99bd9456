import { join } from 'node:path'
import { findBrowser } from './browser.ts'
import { buildEditor } from './build-editor.ts'
import { root, step } from './steps.ts'

const browser = await findBrowser()
if ('missing' in browser) {
  console.error(browser.missing)
  process.exit(1)
}
await buildEditor()
await step('bench', [join(root, 'test/bench/main.ts'), ...process.argv.slice(2)], {
  env: { ...process.env, CHROMIUM_PATH: browser.path },
})
