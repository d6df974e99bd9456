import { bodyRoot } from '@concord/schema'
import type { Page } from '@playwright/test'
import { cookieOf, joinRoom } from '../support/stock-client.ts'
import { card, caretAtEnd, cell, cellNumber, field, prose, saved, shown } from './plan-page.ts'
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

type WithEditor = { editor: { state: Record<string, { doc: { clientID: number } }> } }

/** The client id a page writes with. */
const clientOf = (page: Page): Promise<number> =>
  page.locator('.ProseMirror').evaluate((body) => (body as unknown as WithEditor).editor.state['y-sync$']!.doc.clientID)

const times = (text: string, part: string) => text.split(part).length - 1

test('a duplicated tab, both without a network and one of them read again: both see everything, once', async ({
  concord,
  vendor,
  partner,
}) => {
  await readyForOffline(vendor)
  const context = vendor.context()
  // A page that opens itself again hands on all it keeps for its session, as a duplicated tab does.
  const [second] = await Promise.all([
    context.waitForEvent('page'),
    vendor.evaluate(() => void window.open(location.href)),
  ])
  await editable(second)
  await saved(second)
  await context.setOffline(true)
  await caretAtEnd(prose(vendor).first())
  await vendor.keyboard.type(' From the first tab.')
  await field(second, 'G1', 'title').click()
  await second.keyboard.press('ControlOrMeta+End')
  await second.keyboard.type(' (second tab)')
  await cell(second, 'K1', 'actuals', '2026-Q4').click()
  await second.keyboard.type('165k')
  await second.keyboard.press('Enter')
  for (const page of [vendor, second])
    await expect(page.getByText(/kept on this device|Offline \(/).first()).toBeVisible()
  const clients = [await clientOf(vendor), await clientOf(second)]
  // What the other tab wrote is in the copy that both share, as soon as the browser has written it there.
  await expect(async () => {
    await second.reload()
    await editable(second)
    await expect(prose(second).first()).toContainText('From the first tab.')
  }).toPass()
  await expect.poll(() => shown(field(second, 'G1', 'title'))).toMatch(/\(second tab\)$/)
  await field(second, 'G1', 'title').click()
  await second.keyboard.press('ControlOrMeta+End')
  await second.keyboard.type(' (read again)')
  clients.push(await clientOf(second))
  expect(new Set(clients).size).toBe(3)

  await cell(partner, 'K1', 'actuals', '2026-Q4').click()
  await partner.keyboard.type('150500')
  await partner.keyboard.press('Enter')
  await saved(partner)
  await context.setOffline(false)
  for (const page of [vendor, second]) await saved(page)
  for (const page of [vendor, second, partner]) {
    await expect.poll(() => shown(field(page, 'G1', 'title'))).toMatch(/[^)] \(second tab\) \(read again\)$/)
    await expect(prose(page).first()).toContainText(/[^.]\. From the first tab\.$/)
  }
  // The number was set on both sides while apart, by a page that is gone.
  await expect(partner.getByText(/was set on both sides while apart/).first()).toBeVisible()
  await expect
    .poll(async () => await cellNumber(vendor, 'K1', '2026-Q4'))
    .toBe(await cellNumber(partner, 'K1', '2026-Q4'))
  const reader = await joinRoom(concord.ready.url, concord.ready.room, await cookieOf(concord.ready.links.partner))
  const [body, blocks] = [bodyRoot(reader.doc).toString(), JSON.stringify(reader.doc.getMap('blocks'))]
  expect([times(body, 'From the first tab'), times(blocks, '(second tab)'), times(blocks, '(read again)')]).toEqual([
    1, 1, 1,
  ])
  reader.leave()
})

test.describe('a browser that keeps nothing', () => {
  test.use({ contextOptions: { serviceWorkers: 'block' } })

  test('the page says so, goes on, and asks before it is left', async ({ vendor }) => {
    await vendor.addInitScript(() => {
      Object.defineProperty(window, 'indexedDB', {
        get: () => {
          throw new DOMException('Storage is switched off', 'SecurityError')
        },
      })
    })
    await vendor.reload()
    await editable(vendor)
    await caretAtEnd(prose(vendor).first())
    await vendor.keyboard.type(' Written with nothing kept.')
    await saved(vendor)
    await vendor.context().setOffline(true)
    await vendor.keyboard.type(' And this too.')
    await expect(vendor.locator('[data-save="cannotSave"]')).toContainText('keep this window open')
    const asked = vendor.waitForEvent('dialog')
    await vendor.close({ runBeforeUnload: true })
    const dialog = await asked
    expect(dialog.type()).toBe('beforeunload')
    await dialog.dismiss()
    await expect(prose(vendor).first()).toContainText('Written with nothing kept. And this too.')
    // A menu nobody opened before cannot be fetched now: the page stays, and the menu comes with the network.
    await card(vendor, 'G2').locator('[data-drag-handle]').press('Enter')
    await expect(field(vendor, 'G1', 'title')).toBeVisible()
    await vendor.context().setOffline(false)
    await saved(vendor)
    await expect(vendor.getByRole('menuitem', { name: 'Duplicate' })).toBeVisible()
  })
})
