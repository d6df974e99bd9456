import { type BrowserContext, test as base, type Page } from '@playwright/test'
import { Concord } from '../support/concord.ts'

/** One company's screen each: its page on the demo plan, opened by the printed link. */
export interface Fixtures {
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
