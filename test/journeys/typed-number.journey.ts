import { cell, cellNumber, placeOf, saved } from './plan-page.ts'
import { expect, test } from './two-companies.ts'

test('a number being typed is never lost: by a press elsewhere, an unreadable one, a removed row, a closed tab', async ({
  concord,
  vendor,
  partner,
}) => {
  const input = vendor.getByRole('grid').locator('[data-column] input')
  await cell(vendor, 'K1', 'actuals', '2026-Q4').click()
  await vendor.keyboard.type('225')
  await vendor.getByRole('button', { name: 'Share' }).click()
  await expect.poll(() => cellNumber(partner, 'K1', '2026-Q4')).toBe('225')
  await expect(vendor.getByRole('dialog', { name: 'Share this plan' })).toBeVisible()
  await vendor.keyboard.press('Escape')

  // What cannot be read waits in its cell, with the reason, until its owner says what is meant.
  await cell(vendor, 'K2', 'actuals', '2026-Q4').click()
  await vendor.keyboard.type('many')
  await cell(vendor, 'K5', 'actuals', '2026-Q4').click()
  await expect(vendor.getByText('Use digits, e.g. 225000 or 225k.').first()).toBeVisible()
  await vendor.keyboard.type('7')
  await expect(input).toBeFocused()
  await expect(input).toHaveValue('many')
  await vendor.keyboard.press('Escape')

  await cell(vendor, 'K6', 'actuals', '2026-Q4').click()
  await vendor.keyboard.type('77')
  const name = partner.locator(`[data-row="${placeOf('K6').row}"][data-column="measure"]`)
  await name.focus()
  await name.press('Enter')
  await partner.getByRole('button', { name: 'Remove measure' }).click()
  await expect(vendor.getByText(/Campaign leads was removed while you typed 77\./)).toBeVisible()
  await expect(vendor.locator('[data-row][data-column]:focus')).toHaveCount(1)
  await partner.keyboard.press('ControlOrMeta+z')
  await expect.poll(() => cellNumber(partner, 'K6', '2026-Q4')).toBe('77')

  await cell(vendor, 'K5', 'actuals', '2026-Q4').click()
  await vendor.keyboard.type('39')
  const asked = vendor.waitForEvent('dialog')
  await vendor.close({ runBeforeUnload: true })
  const dialog = await asked
  expect(dialog.type()).toBe('beforeunload')
  await dialog.accept()
  const again = await partner.context().browser()!.newPage()
  await again.goto(concord.ready.links.vendor)
  await saved(again)
  await expect.poll(() => cellNumber(partner, 'K5', '2026-Q4')).toBe('39')
  await again.close()
})
