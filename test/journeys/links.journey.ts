import { card, placeOf } from './plan-page.ts'
import { expect, test } from './two-companies.ts'

test('a link to a block scrolls to it and shows which one is meant', async ({ concord, vendor }) => {
  await vendor.goto(`${concord.ready.url}/p/${concord.ready.plan}#b-${placeOf('C4').block}`)
  await expect(card(vendor, 'C4')).toBeInViewport()
})

test('a link to a removed block says so and offers a next step', async ({ concord, vendor, partner }) => {
  await card(partner, 'C4').locator('[data-drag-handle]').click()
  await partner.getByRole('menuitem', { name: /Delete/ }).click()
  await expect(card(vendor, 'C4')).toHaveCount(0)
  await vendor.goto('about:blank')
  await vendor.goto(`${concord.ready.url}/p/${concord.ready.plan}#b-${placeOf('C4').block}`)
  await expect(vendor.getByText('That block was removed from the plan')).toBeVisible()
})

test('a link to a block of another plan says that it is not here', async ({ concord, vendor }) => {
  await vendor.goto('about:blank')
  await vendor.goto(`${concord.ready.url}/p/${concord.ready.plan}#b-nowhere12345`)
  await expect(vendor.getByText('That block is not in this plan')).toBeVisible()
})
