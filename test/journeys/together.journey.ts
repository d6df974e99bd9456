import { card, caretAtEnd, cell, field, isBefore, placeInBody, prose, saved, shown, typeAtEnd } from './plan-page.ts'
import { expect, test } from './two-companies.ts'

test('both type into one goal title at once, and every letter of both stands', async ({ vendor, partner }) => {
  const [ana, jo] = [field(vendor, 'G2', 'title'), field(partner, 'G2', 'title')]
  const before = await shown(ana)
  await ana.click()
  await ana.press('Home')
  await jo.click()
  await jo.press('End')
  await Promise.all([
    ana.pressSequentially('Together we will ', { delay: 20 }),
    jo.pressSequentially(' in both states', { delay: 20 }),
  ])
  const after = `Together we will ${before} in both states`
  await expect.poll(() => shown(ana)).toBe(after)
  await expect.poll(() => shown(jo)).toBe(after)
  await saved(vendor)
  await saved(partner)
})

test('the other company sees who is in a field while it happens', async ({ vendor, partner }) => {
  await field(vendor, 'G1', 'title').click()
  await field(vendor, 'G1', 'title').press('End')
  await expect(card(partner, 'G1')).toHaveAttribute('data-vendor', /.*/)
  await expect(card(partner, 'G1').getByText(/is editing/)).toBeVisible()
})

test('different cells of one KPI row keep both numbers', async ({ vendor, partner }) => {
  const enter = async (page: typeof vendor, period: string, value: string) => {
    await cell(page, 'K1', 'actuals', period).click()
    await page.keyboard.type(value)
    await page.keyboard.press('Enter')
  }
  await Promise.all([enter(vendor, '2026-Q3', '380k'), enter(partner, '2026-Q4', '165k')])
  for (const page of [vendor, partner]) {
    await expect(cell(page, 'K1', 'actuals', '2026-Q3')).toContainText('380')
    await expect(cell(page, 'K1', 'actuals', '2026-Q4')).toContainText('165')
  }
})

test('one moves a block while the other types inside it: every key arrives', async ({ vendor, partner }) => {
  const title = field(partner, 'G2', 'title')
  const before = await shown(title)
  await title.click()
  await title.press('End')
  const typing = partner.keyboard.type(' and keep it full for a second year', { delay: 40 })
  await card(vendor, 'G2').locator('[data-drag-handle]').focus()
  for (let at = 0; at < 3; at++) {
    const place = await placeInBody(vendor, 'G2')
    await vendor.keyboard.press('Alt+Shift+ArrowUp')
    // The next move comes when the other screen shows this one, in the middle of what is typed there.
    await expect.poll(() => placeInBody(partner, 'G2')).toBe(place - 1)
  }
  await typing
  const after = `${before} and keep it full for a second year`
  for (const page of [partner, vendor]) await expect.poll(() => shown(field(page, 'G2', 'title'))).toBe(after)
  await expect(card(vendor, 'G2')).toHaveCount(1)
  await expect.poll(() => isBefore(partner, 'G2', 'G1')).toBe(true)
})

test('one drags a block with the mouse while the other types inside it', async ({ vendor, partner }) => {
  const title = field(partner, 'G2', 'title')
  const before = await shown(title)
  await title.click()
  await title.press('End')
  const block = card(vendor, 'G2')
  await block.scrollIntoViewIfNeeded()
  await block.hover()
  const from = (await block.locator('[data-drag-handle]').boundingBox())!
  const target = (await card(vendor, 'G1').boundingBox())!
  const typing = partner.keyboard.type(' everywhere in both states', { delay: 40 })
  await vendor.mouse.move(from.x + from.width / 2, from.y + from.height / 2)
  await vendor.mouse.down()
  for (let at = 1; at <= 6; at++) await vendor.mouse.move(from.x + at, from.y - at)
  for (let at = 1; at <= 10; at++) await vendor.mouse.move(target.x + 200, target.y + 4 + at / 5)
  await vendor.mouse.up()
  await typing
  for (const page of [vendor, partner])
    await expect.poll(() => shown(field(page, 'G2', 'title'))).toBe(`${before} everywhere in both states`)
  for (const page of [vendor, partner]) await expect.poll(() => isBefore(page, 'G2', 'G1')).toBe(true)
})

test('one deletes a block while the other edits it; undo brings it back with both edits', async ({
  vendor,
  partner,
}) => {
  const theirs = field(partner, 'G2', 'title')
  await typeAtEnd(theirs, ' of the year')
  const written = await shown(theirs)
  await expect.poll(() => shown(field(vendor, 'G2', 'title'))).toBe(written)
  await card(vendor, 'G2').hover()
  await card(vendor, 'G2').locator('[data-drag-handle]').click()
  await vendor.getByRole('menuitem', { name: /Delete/ }).click()
  await expect(card(vendor, 'G2')).toHaveCount(0)
  await expect(card(partner, 'G2')).toHaveCount(0)
  // The one who was typing is told and keeps a way back.
  await expect(partner.getByText(/removed by/)).toBeVisible()
  await vendor.getByRole('button', { name: 'Undo' }).click()
  for (const page of [vendor, partner]) await expect.poll(() => shown(field(page, 'G2', 'title'))).toBe(written)
})

test('prose is one sheet of paper: letters arrive on the other screen and undo takes only mine', async ({
  vendor,
  partner,
}) => {
  const text = 'Both practices earn on it.'
  await caretAtEnd(prose(vendor).first())
  await vendor.keyboard.type(` ${text}`)
  await expect(prose(partner).first()).toContainText(text)
  await caretAtEnd(prose(partner).first())
  await partner.keyboard.type(' Agreed.')
  await expect(prose(vendor).first()).toContainText(`${text} Agreed.`)
  await vendor.keyboard.press('ControlOrMeta+z')
  await expect(prose(partner).first()).not.toContainText(text)
  await expect(prose(partner).first()).toContainText('Agreed.')
})
