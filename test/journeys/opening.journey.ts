import { allDrawn, prose } from './plan-page.ts'
import { expect, test } from './two-companies.ts'

test('every card is drawn in the end, though nobody scrolls to it', async ({ vendor }) => {
  await allDrawn(vendor)
})

test('from a plan that was opened by its address one gets to the plans, and back', async ({ vendor }) => {
  const plan = vendor.url()
  await vendor.locator('[data-here="true"]').click()
  await expect(vendor.getByRole('heading', { name: 'Plans', level: 1 })).toBeVisible()
  expect(new URL(vendor.url()).pathname).toBe('/plans')
  await vendor.goBack()
  await expect(prose(vendor).first()).toBeVisible()
  expect(vendor.url()).toBe(plan)
  // The entry before belongs to the page as it was before it was read again.
  await vendor.reload()
  await expect(prose(vendor).first()).toBeVisible()
  await vendor.goForward()
  await expect(vendor.getByRole('heading', { name: 'Plans', level: 1 })).toBeVisible()
})
