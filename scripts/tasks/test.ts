import { findBrowser } from './browser.ts'
import { buildEditor } from './build-editor.ts'
import { step, tool } from './steps.ts'

const vitest = tool('vitest/vitest.mjs')
const playwright = tool('@playwright/test/cli.js', 'test')
const [name] = process.argv.slice(2)

if (name) {
  // One name narrows every kind of test to the files that carry it.
  await step(`tests named '${name}'`, [vitest, 'run', '--passWithNoTests', name])
} else {
  await import('./check.ts')
  await step('server', [vitest, 'run', '--project', 'server', '--maxWorkers', '2'])
  await step('hostile clients', [vitest, 'run', '--project', 'hostile'])
  await step('simulation', [vitest, 'run', '--project', 'simulation', '--maxWorkers', '2'])
  await step('kills and power cuts', [vitest, 'run', '--project', 'durability', '--maxWorkers', '2'])
  await step('convergence', [vitest, 'run', '--project', 'convergence', '--maxWorkers', '2'])
}

if (process.env.CONCORD_NO_BROWSER === '1') {
  console.log('\nThe journeys were left out because CONCORD_NO_BROWSER=1 is set.')
} else {
  const browser = await findBrowser()
  if ('missing' in browser) {
    console.error(browser.missing)
    process.exit(1)
  }
  await buildEditor()
  const filter = name ? [name, '--pass-with-no-tests'] : []
  await step('journeys', [playwright, 'test', '--config', 'test/journeys/playwright.config.ts', ...filter], {
    env: { ...process.env, CHROMIUM_PATH: browser.path },
  })
}
