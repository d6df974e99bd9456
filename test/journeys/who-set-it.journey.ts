import { cell, placeOf, saved } from './plan-page.ts'
import { expect, test } from './two-companies.ts'

test('the bar says who set a number, when and what it was: my company by name, the other by role', async ({
  vendor,
  partner,
}) => {
  const bar = (page: typeof vendor) => page.locator(`[data-block="${placeOf('K1').block}"] [role="status"]`).first()
  const number = (page: typeof vendor) => cell(page, 'K1', 'actuals', '2026-Q4')
  const enter = async (page: typeof vendor, value: string) => {
    await number(page).click()
    await page.keyboard.type(value)
    await page.keyboard.press('Enter')
    await saved(page)
  }
  await enter(vendor, '160k')
  await expect(number(partner)).toContainText('160')
  await enter(partner, '165k')
  await expect(number(vendor)).toContainText('165')

  await number(vendor).click()
  // The first question wakes the server's reading thread.
  await expect(bar(vendor)).toContainText(/160 → 165, entered by Dunmarsh \(owner\)/, { timeout: 45_000 })
  await number(partner).click()
  await expect(bar(partner)).toContainText(/160 → 165, entered by you/)

  // The changes before it, by keys alone; the focus stays in the cell.
  await vendor.keyboard.press('Alt+ArrowDown')
  const list = vendor.getByRole('list', { name: 'Changes of this cell, newest first' })
  await expect(list.getByRole('listitem')).toHaveCount(3)
  await expect(list.getByRole('listitem').nth(1)).toContainText(/→ 160, entered by you/)
  await expect(list.getByRole('listitem').nth(2)).toContainText('there from the start')
  await expect(number(vendor)).toBeFocused()
  await vendor.keyboard.press('Escape')
  await expect(list).toHaveCount(0)

  // While it is edited the old number and its author stand together.
  await vendor.keyboard.press('F2')
  await expect(bar(vendor)).toContainText(/was 165.*entered by Dunmarsh \(owner\)/)
  await vendor.keyboard.press('Escape')

  // Offline it is said quietly, and nothing else breaks.
  await vendor.context().setOffline(true)
  await cell(vendor, 'K1', 'actuals', '2026-Q3').click()
  await expect(bar(vendor)).toContainText('who entered it cannot be told just now')
})
