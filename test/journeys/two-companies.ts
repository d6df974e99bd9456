import { type Browser, type BrowserContextOptions, test as base, expect, type Page } from '@playwright/test'
import { Concord } from '../support/concord.ts'
import { thrownIn } from '../support/thrown.ts'

/** One company's screen each: its page on the demo plan, opened by the printed link. */
export interface Fixtures {
  /** Limits this server is started with; its own where there are none. */
  limits: Readonly<Record<string, number>>
  concord: Concord
  vendor: Page
  partner: Page
}

/** Opens a link in a browser of its own for as long as the journey lasts; what the page throws fails the journey. */
async function onScreen(
  browser: Browser,
  options: BrowserContextOptions,
  link: string,
  journey: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext(options)
  const thrown = thrownIn(context)
  const page = await context.newPage()
  await page.goto(link)
  await page.locator('.ProseMirror[contenteditable="true"]').waitFor()
  await journey(page)
  await context.close()
  expect(thrown).toEqual([])
}

export const test = base.extend<Fixtures>({
  limits: [{}, { option: true }],
  concord: async ({ limits }, use) => {
    const concord = new Concord(limits)
    await concord.start()
    await use(concord)
    await concord.dispose()
  },
  vendor: ({ browser, concord, contextOptions }, use) =>
    onScreen(browser, contextOptions, concord.ready.links.vendor, use),
  partner: ({ browser, concord, contextOptions }, use) =>
    onScreen(browser, contextOptions, concord.ready.links.partner, use),
})

export { expect }
