import { type BrowserContext, test as base, type Page } from '@playwright/test'
import { Concord } from '../support/concord.ts'

/** One company's screen each: its page on the demo plan, opened by the printed link. */
export interface Fixtures {
  /** Limits this server is started with; its own where there are none. */
  limits: Readonly<Record<string, number>>
  concord: Concord
  vendor: Page
  partner: Page
}

async function open(context: BrowserContext, link: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(link)
  await page.locator('.ProseMirror[contenteditable="true"]').waitFor()
  return page
}

export const test = base.extend<Fixtures>({
  limits: [{}, { option: true }],
  concord: async ({ limits }, use) => {
    const concord = new Concord(limits)
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
