import type { Page } from '@playwright/test'
import { OfficeProxy } from '../support/office-proxy.ts'
import { caretAtEnd, prose, saved } from './plan-page.ts'
import { test as base, expect } from './two-companies.ts'

/** The partner sits in an office whose proxy lets no websocket through. */
const test = base.extend<{ office: OfficeProxy }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern.
  office: async ({}, use) => {
    const office = await OfficeProxy.open({ letsWebsockets: false })
    await use(office)
    office.close()
  },
  partner: async ({ browser, concord, contextOptions, office }, use) => {
    const context = await browser.newContext({ ...contextOptions, proxy: office.settings })
    const page = await context.newPage()
    await page.goto(concord.ready.links.partner)
    await page.locator('.ProseMirror[contenteditable="true"]').waitFor()
    await use(page)
    await context.close()
  },
})

const limited = (page: Page) => page.getByRole('button', { name: 'Live cursors limited on this network' })

/** All words of the plan's prose, as the page holds them. */
const text = async (page: Page) => (await prose(page).allTextContents()).join('\n')

/** Types letter after letter until something has come true; answers what was typed. */
async function typeUntil(page: Page, hasCome: () => Promise<boolean>): Promise<string> {
  let typed = ''
  while (!(await hasCome())) {
    const word = `w${typed.length} `
    await page.keyboard.type(word)
    typed += word
  }
  return typed
}

test('where websockets are blocked both companies still write together, and the page says what is limited', async ({
  vendor,
  partner,
  office,
}) => {
  await expect(limited(partner)).toBeVisible()
  expect(office.refused).toBeGreaterThanOrEqual(3)
  await saved(partner)
  await caretAtEnd(prose(partner).first())
  await partner.keyboard.type(' From behind the proxy.')
  await expect(prose(vendor).first()).toContainText('From behind the proxy.')
  await saved(partner)
  await caretAtEnd(prose(vendor).first())
  await vendor.keyboard.type(' From outside.')
  await expect(prose(partner).first()).toContainText('From behind the proxy. From outside.')
  await expect(vendor.getByRole('list', { name: /2 people here/ })).toBeVisible()
  await expect(partner.getByRole('list', { name: /2 people here/ })).toBeVisible()
  await expect(limited(vendor)).toHaveCount(0)
})

test('websockets come and go in mid-typing: nothing is lost, nothing comes twice', async ({
  vendor,
  partner,
  office,
}) => {
  await expect(limited(partner)).toBeVisible()
  await caretAtEnd(prose(partner).first())
  await partner.keyboard.type(' ')
  office.letWebsockets()
  const onTheWayUp = await typeUntil(partner, async () => (await limited(partner).count()) === 0)
  office.blockWebsockets()
  const onTheWayDown = await typeUntil(partner, () => limited(partner).isVisible())
  const wanted = `${onTheWayUp}${onTheWayDown}`.trim()
  await saved(partner)
  await expect.poll(() => text(vendor)).toContain(wanted)
  await expect.poll(() => text(partner)).toContain(wanted)
  expect((await text(vendor)).split(wanted)).toHaveLength(2)
})
