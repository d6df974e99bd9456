import { bodyRoot } from '@concord/schema'
import type { Page } from '@playwright/test'
import { cookieOf, joinRoom } from '../support/stock-client.ts'
import { caretAtEnd, prose, saved } from './plan-page.ts'
import { expect, test } from './two-companies.ts'

const editable = (page: Page) => page.locator('.ProseMirror[contenteditable="true"]').waitFor()

/** Once the app's own worker is in charge, the page can be read again without a network. */
async function readyForOffline(page: Page): Promise<void> {
  await saved(page)
  await page.evaluate(() => navigator.serviceWorker.ready)
  await page.reload()
  await editable(page)
  await saved(page)
}

test('letters typed right before a reload without a network are there after it, and reach the server', async ({
  concord,
  vendor,
}) => {
  await readyForOffline(vendor)
  await vendor.context().setOffline(true)
  await caretAtEnd(prose(vendor).first())
  await vendor.keyboard.type(' Written in a tunnel.')
  await vendor.reload()
  await editable(vendor)
  await expect(prose(vendor).first()).toContainText('Written in a tunnel.')
  // Once more: what was kept for the reload is kept for good.
  await vendor.keyboard.press('ControlOrMeta+Home')
  await vendor.reload()
  await editable(vendor)
  await expect(prose(vendor).first()).toContainText('Written in a tunnel.')
  await vendor.context().setOffline(false)
  await saved(vendor)
  const reader = await joinRoom(concord.ready.url, concord.ready.room, await cookieOf(concord.ready.links.partner))
  expect(bodyRoot(reader.doc).toString()).toContain('Written in a tunnel.')
  reader.leave()
})
