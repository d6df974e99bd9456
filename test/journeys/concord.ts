import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { type BrowserContext, test as base, type Page } from '@playwright/test'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

interface Ready {
  url: string
  links: { vendor: string; partner: string }
  plan: string
  room: string
}

/** A real Concord on a data folder of its own: started, killed and started again like a person would. */
export class Concord {
  readonly data = mkdtempSync(join(tmpdir(), 'concord-journey-'))
  #process: ChildProcess | undefined
  #port = 0
  ready!: Ready

  async start(): Promise<void> {
    const args = [
      join(root, 'apps/sync-server/src/main.ts'),
      '--json',
      '--data',
      this.data,
      '--port',
      String(this.#port),
    ]
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    this.#process = child
    let errors = ''
    child.stderr.on('data', (chunk) => {
      errors += chunk
    })
    this.ready = await new Promise((resolve, reject) => {
      createInterface({ input: child.stdout }).once('line', (line) => resolve(JSON.parse(line)))
      child.once('exit', (code) => reject(new Error(`Concord ended with ${code} before it was ready:\n${errors}`)))
    })
    // The same port again after a crash, as an operator's supervisor would do it.
    this.#port = Number(new URL(this.ready.url).port)
  }

  /** Ends the server with no chance to write anything: the crash people fear. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM')
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process
    if (!child || child.exitCode !== null) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill(signal)
    await gone
  }

  async dispose(): Promise<void> {
    await this.#end('SIGKILL')
    rmSync(this.data, { recursive: true, force: true })
  }
}

/** One company's screen: its page on the demo plan, opened by the printed link. */
export interface Fixtures {
  concord: Concord
  vendor: Page
  partner: Page
}

async function open(context: BrowserContext, link: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(link)
  await page.getByRole('textbox', { name: 'Plan', exact: true }).waitFor()
  return page
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern.
  concord: async ({}, use) => {
    const concord = new Concord()
    await concord.start()
    await use(concord)
    await concord.dispose()
  },
  vendor: async ({ browser, concord, contextOptions }, use) => {
    const context = await browser.newContext(contextOptions)
    await use(await open(context, concord.ready.links.vendor))
    await context.close()
  },
  partner: async ({ browser, concord, contextOptions }, use) => {
    const context = await browser.newContext(contextOptions)
    await use(await open(context, concord.ready.links.partner))
    await context.close()
  },
})

export { expect } from '@playwright/test'
