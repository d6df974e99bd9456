import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { allDrawn, card, caretAtEnd, cell, field, fieldTexts, isBefore, prose, saved, shown } from './plan-page.ts'
import { expect, test } from './two-companies.ts'

/** The rules that look at colours; every other one says the same in the light and in the dark. */
const colourRules = ['color-contrast', 'link-in-text-block']
const everyRule = (axe: AxeBuilder) => axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])

const violations = async (page: Page, rules: (axe: AxeBuilder) => AxeBuilder = everyRule) => {
  // Reading every node of a whole plan takes axe a while on two cores.
  test.setTimeout(300_000)
  const { violations } = await rules(new AxeBuilder({ page })).analyze()
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .map(({ target }) => target.join(' '))
        .slice(0, 5)
        .join(' | ')}`,
  )
}

test('axe finds no WCAG 2.2 AA violation on the plan page, light and dark', async ({ vendor }) => {
  await saved(vendor)
  await allDrawn(vendor)
  expect(await violations(vendor)).toEqual([])
  await vendor.emulateMedia({ colorScheme: 'dark' })
  await expect(vendor.locator('body')).toHaveCSS('color-scheme', /dark/)
  expect(await violations(vendor, (axe) => axe.withRules(colourRules))).toEqual([])
})

test('a goal, the KPI grid, the slash menu and a move by keyboard alone', async ({ vendor, partner }) => {
  // Into a goal's title and out with Tab.
  await field(vendor, 'G1', 'title').focus()
  await vendor.keyboard.press('End')
  await vendor.keyboard.type(' by hand')
  await expect.poll(() => shown(field(partner, 'G1', 'title'))).toMatch(/ by hand$/)

  // In the grid: arrows move, typing starts an edit, Escape keeps the old value, Enter saves.
  await cell(vendor, 'K6', 'actuals', '2026-Q3').focus()
  await vendor.keyboard.press('ArrowRight')
  await expect(cell(vendor, 'K6', 'actuals', '2026-Q4')).toBeFocused()
  const before = await shown(cell(vendor, 'K6', 'actuals', '2026-Q4'))
  await vendor.keyboard.type('99')
  await vendor.keyboard.press('Escape')
  await expect.poll(() => shown(cell(vendor, 'K6', 'actuals', '2026-Q4'))).toBe(before)
  await vendor.keyboard.type('40')
  await vendor.keyboard.press('Enter')
  await expect(cell(partner, 'K6', 'actuals', '2026-Q4')).toContainText('40')

  // The slash menu makes a block, and the caret lands in it.
  await caretAtEnd(prose(vendor).first())
  await vendor.keyboard.press('Enter')
  await vendor.keyboard.type('/commit')
  await expect(vendor.getByRole('listbox').getByText('Commitment')).toBeVisible()
  await vendor.keyboard.press('Enter')
  await vendor.keyboard.type('Call the three open plants')
  await expect.poll(() => fieldTexts(partner)).toContain('Call the three open plants')

  // A block moves with the keys, on both screens.
  await card(vendor, 'G2').locator('[data-drag-handle]').focus()
  await vendor.keyboard.press('Alt+Shift+ArrowUp')
  await expect.poll(() => isBefore(partner, 'G2', 'G1')).toBe(true)

  // In a window that is lower than the table its head stays in sight.
  await vendor.setViewportSize({ width: 1440, height: 320 })
  await cell(vendor, 'K7', 'actuals', '2026-Q3').focus()
  await expect(vendor.getByRole('columnheader', { name: 'Base' }).first()).toBeInViewport({ ratio: 1 })
  await expect(cell(vendor, 'K7', 'actuals', '2026-Q3')).toBeInViewport({ ratio: 1 })
})

for (const width of [390, 320]) {
  test(`nothing is cut off at ${width} px`, async ({ concord, browser }) => {
    const context = await browser.newContext({ viewport: { width, height: 844 }, hasTouch: true, isMobile: true })
    const page = await context.newPage()
    await page.goto(concord.ready.links.partner)
    await page.locator('.ProseMirror').waitFor()
    await saved(page)
    await allDrawn(page)
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow).toBe(0)
    // The narrower phone shows the same, only in longer lines.
    if (width === 390) expect(await violations(page)).toEqual([])

    // What a finger presses around the plan is 44 px high, if need be with room that is not drawn.
    const small = await page.evaluate(() => {
      scrollTo(0, 0)
      return [...document.querySelectorAll('button')].flatMap((button) => {
        const { top, width, height } = button.getBoundingClientRect()
        const isSeen = top >= 0 && top < innerHeight && width > 2 && height > 2
        const room = Math.max(height, Number.parseFloat(getComputedStyle(button, '::after').height) || 0)
        return isSeen && room < 44 ? [button.textContent || button.ariaLabel] : []
      })
    })
    expect(small).toEqual([])

    // Who set a number is one press of a finger away.
    const who = page.getByRole('button', { name: 'Who set Joint bookings, Q4' }).first()
    await who.click()
    expect((await who.boundingBox())!.height).toBeGreaterThanOrEqual(44)
    await expect(page.getByText(/there from the start/).first()).toBeVisible()
    await context.close()
  })
}

test('on a tablet a key stands beside what it names; on paper numbers are tables, ticks are seen and nothing is cut off', async ({
  vendor,
}) => {
  await vendor.setViewportSize({ width: 768, height: 1024 })
  await allDrawn(vendor)
  const [key, status] = await card(vendor, 'G3').evaluate((section) => {
    const spans = [...section.querySelectorAll('span')].filter(({ textContent }) => textContent === 'G3')
    return [spans.at(-1), section.querySelector('svg[data-rag]')].map((element) =>
      element?.getBoundingClientRect().toJSON(),
    )
  })
  expect(key.right).toBeLessThanOrEqual(status.left)

  await vendor.emulateMedia({ media: 'print' })
  await vendor.setViewportSize({ width: 700, height: 1000 })
  await expect(vendor.getByRole('grid').first()).toBeVisible()
  await expect(vendor.getByText('Skip to the plan')).toBeHidden()
  await expect(card(vendor, 'A1').getByRole('checkbox').first()).toHaveCSS('print-color-adjust', 'exact')
  const right = await vendor
    .locator('section[data-block], [role="grid"]')
    .evaluateAll((cards) => Math.max(...cards.map((element) => element.getBoundingClientRect().right)))
  expect(right).toBeLessThanOrEqual(700)
  // Long cards go on over pages: as a whole each of them left half a page empty before itself, eleven pages in all.
  const sheets = (
    await vendor.pdf({ format: 'A4', margin: { top: '12mm', bottom: '12mm', left: '12mm', right: '12mm' } })
  )
    .toString('latin1')
    .match(/\/Type\s*\/Page\b/g)
  expect(sheets?.length).toBeLessThanOrEqual(10)
})
