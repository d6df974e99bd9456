import { card, caretAtEnd, cell, cellNumber, field, prose, saved, shown } from './plan-page.ts'
import { expect, test } from './two-companies.ts'

test.use({ contextOptions: { permissions: ['clipboard-read', 'clipboard-write'] } })

test('cut and paste within the plan keeps the block, its links and an edit made meanwhile', async ({
  vendor,
  partner,
}) => {
  const id = await card(vendor, 'C5').getAttribute('id')
  await card(vendor, 'C5').scrollIntoViewIfNeeded()
  await card(vendor, 'C5').locator('[data-drag-handle]').focus()
  await vendor.keyboard.press('ControlOrMeta+x')
  await expect(card(vendor, 'C5')).toHaveCount(0)
  await caretAtEnd(prose(vendor).first())
  await vendor.keyboard.press('ControlOrMeta+v')
  await expect(card(vendor, 'C5')).toHaveAttribute('id', id ?? '')
  await expect(card(partner, 'C5')).toHaveCount(1)
})

test('copy and paste makes a second block with the same content and a key of its own', async ({ vendor, partner }) => {
  await card(vendor, 'C1').scrollIntoViewIfNeeded()
  await card(vendor, 'C1').locator('[data-drag-handle]').focus()
  await vendor.keyboard.press('ControlOrMeta+c')
  await caretAtEnd(prose(vendor).first())
  await vendor.keyboard.press('ControlOrMeta+v')
  const title = await shown(field(vendor, 'C1', 'title'))
  await expect(vendor.getByRole('group', { name: /Campaign C7/ }).or(vendor.getByLabel(/^Campaign C7/))).toHaveCount(1)
  await expect
    .poll(() =>
      partner
        .locator('[data-fk$=".title"]')
        .evaluateAll(
          (fields, wanted) => fields.filter((each) => (each as HTMLTextAreaElement).value === wanted).length,
          title,
        ),
    )
    .toBe(2)
  await saved(vendor)
})

test('a range from a spreadsheet goes into the KPI grid after a preview, and undo takes it back', async ({
  vendor,
  partner,
}) => {
  const before = await cellNumber(vendor, 'K1', '2026-Q4')
  await cell(vendor, 'K1', 'actuals', '2026-Q4').click()
  await vendor.evaluate(() =>
    navigator.clipboard.writeText('\t2026-Q3\t2026-Q4\nJoint bookings\t390k\t170k\nNo such measure\t1\t2'),
  )
  await vendor.keyboard.press('ControlOrMeta+v')
  const preview = vendor.getByRole('group', { name: 'Paste into this table?' })
  await expect(preview).toContainText('No such measure')
  await preview.getByRole('button', { name: /Apply|Paste/ }).click()
  await expect(cell(partner, 'K1', 'actuals', '2026-Q3')).toContainText('390')
  await expect(cell(partner, 'K1', 'actuals', '2026-Q4')).toContainText('170')
  await vendor.keyboard.press('ControlOrMeta+z')
  await expect.poll(() => cellNumber(partner, 'K1', '2026-Q4')).toBe(before)
})
