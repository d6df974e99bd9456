import { bodyRoot, readPlan, setRegister } from '@concord/schema'
import { cookieOf, joinRoom } from '../support/stock-client.ts'
import { caretAtEnd, cell, cellNumber, field, placeOf, prose, saved, shown } from './plan-page.ts'
import { expect, test } from './two-companies.ts'

test('one goes offline, both edit, it returns: nothing is lost and a number set twice is shown', async ({
  vendor,
  partner,
}) => {
  await saved(partner)
  await partner.context().setOffline(true)
  await expect(partner.locator('[data-save="offline"], [data-save="reconnecting"]')).toBeVisible()
  await field(partner, 'G1', 'title').click()
  await field(partner, 'G1', 'title').press('ControlOrMeta+End')
  await partner.keyboard.type(' (written on a train)')
  await cell(partner, 'K1', 'actuals', '2026-Q4').click()
  await partner.keyboard.type('165k')
  await partner.keyboard.press('Enter')
  await field(vendor, 'G1', 'title').click()
  await field(vendor, 'G1', 'title').press('ControlOrMeta+Home')
  await vendor.keyboard.type('Together: ')
  await cell(vendor, 'K1', 'actuals', '2026-Q4').click()
  await vendor.keyboard.type('150500')
  await vendor.keyboard.press('Enter')
  await saved(vendor)
  await expect(partner.getByText(/kept on this device|Offline \(/).first()).toBeVisible()
  await partner.context().setOffline(false)
  await saved(partner)
  for (const page of [vendor, partner]) {
    await expect.poll(() => shown(field(page, 'G1', 'title'))).toMatch(/^Together: .*\(written on a train\)$/)
  }
  await expect
    .poll(async () => await cellNumber(vendor, 'K1', '2026-Q4'))
    .toBe(await cellNumber(partner, 'K1', '2026-Q4'))
  await expect(partner.getByText(/was set on both sides while apart/).first()).toBeVisible()
})

test('the server is killed in mid-typing: what was called saved is there, the rest arrives by itself', async ({
  concord,
  vendor,
}) => {
  await caretAtEnd(prose(vendor).first())
  await vendor.keyboard.type(' saved before the crash')
  await saved(vendor)
  const typing = vendor.keyboard.type(' typed while it died', { delay: 25 })
  await concord.kill()
  await typing
  await expect(vendor.locator('[data-save="saved"]')).toHaveCount(0)
  await concord.start()
  await saved(vendor)
  const reader = await joinRoom(concord.ready.url, concord.ready.room, await cookieOf(concord.ready.links.partner))
  expect(bodyRoot(reader.doc).toString()).toContain('saved before the crash typed while it died')
  reader.leave()
})

test('a reload while offline shows the plan with what was just typed', async ({ vendor }) => {
  await saved(vendor)
  // The shell of the app is kept for offline use once its worker is in charge.
  await vendor.evaluate(() => navigator.serviceWorker.ready)
  await vendor.reload()
  await vendor.locator('.ProseMirror[contenteditable="true"]').waitFor()
  await vendor.context().setOffline(true)
  await caretAtEnd(prose(vendor).first())
  await vendor.keyboard.type(' Kept without a network.')
  await expect(vendor.locator('[data-save="offline"], [data-save="reconnecting"]')).toBeVisible()
  await vendor.reload()
  await vendor.locator('.ProseMirror[contenteditable="true"]').waitFor()
  await expect(prose(vendor).first()).toContainText('Kept without a network.')
  await vendor.context().setOffline(false)
  await saved(vendor)
})

test('a script with nothing but a stock provider changes a number that the open browser shows', async ({
  concord,
  vendor,
}) => {
  const client = await joinRoom(concord.ready.url, concord.ready.room, await cookieOf(concord.ready.links.partner))
  const { block, row } = placeOf('K2')
  const plan = readPlan(client.doc)
  expect(plan.blocks.get(placeOf('G2').block)).toMatchObject({ kind: 'smartGoal', due: '2026-12-31' })
  setRegister(client.doc, block, `rows/${row}/actuals/2026-Q4`, 70_000_000)
  await expect(cell(vendor, 'K2', 'actuals', '2026-Q4')).toContainText('700')
  client.leave()
})
