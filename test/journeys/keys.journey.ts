import type { Page } from '@playwright/test'
import { allDrawn, card, caretAtEnd, cell, field, isBefore, placeOf, prose, saved, shown } from './plan-page.ts'
import { expect, test } from './two-companies.ts'

test('words are replaced in the text and in fields at once, and one undo brings them back', async ({
  vendor,
  partner,
}) => {
  await caretAtEnd(prose(vendor).first())
  await vendor.keyboard.type(' Zebra and zebra.')
  await field(vendor, 'G2', 'title').click()
  await vendor.keyboard.press('End')
  await vendor.keyboard.type(' zebra')
  await saved(vendor)
  const title = await shown(field(vendor, 'G2', 'title'))
  await vendor.keyboard.press('ControlOrMeta+h')
  const bar = vendor.getByRole('search', { name: 'Find in the plan' })
  await bar.getByRole('textbox', { name: 'Find in the plan' }).fill('zebra')
  // Cards that refer to the goal say its title too; they follow by themselves.
  await expect(bar.getByText(/^\d of \d/)).toBeVisible()
  await bar.getByRole('textbox', { name: 'Replace with' }).fill('okapi')
  await bar.getByRole('button', { name: 'Replace all' }).click()
  await expect(bar.getByText('3 replaced')).toBeVisible()
  await expect(prose(partner).first()).toContainText('okapi and okapi.')
  await expect.poll(() => shown(field(partner, 'G2', 'title'))).toBe(title.replace('zebra', 'okapi'))
  await vendor.keyboard.press('Escape')
  await prose(vendor).first().click()
  await vendor.keyboard.press('ControlOrMeta+z')
  await expect(prose(partner).first()).toContainText('Zebra and zebra.')
  await expect.poll(() => shown(field(partner, 'G2', 'title'))).toBe(title)
})

test('E goes from a selected card into it; the switch for single letters takes it and ? away', async ({ vendor }) => {
  await field(vendor, 'G2', 'title').click()
  await vendor.keyboard.press('Escape')
  await expect(field(vendor, 'G2', 'title')).not.toBeFocused()
  await vendor.keyboard.press('e')
  await expect(field(vendor, 'G2', 'title')).toBeFocused()
  const title = await shown(field(vendor, 'G2', 'title'))

  await vendor.locator('[data-pane="bar"]').getByRole('button', { name: 'More' }).click()
  await vendor.getByRole('menuitemcheckbox', { name: 'Single-letter shortcuts' }).click()
  await vendor.keyboard.press('Escape')
  await field(vendor, 'G2', 'title').click()
  await vendor.keyboard.press('Escape')
  await vendor.keyboard.press('e')
  await vendor.keyboard.press('?')
  await expect(field(vendor, 'G2', 'title')).not.toBeFocused()
  await expect(vendor.getByRole('dialog')).toHaveCount(0)
  expect(await shown(field(vendor, 'G2', 'title'))).toBe(title)
  await vendor.keyboard.press('ControlOrMeta+Shift+/')
  await expect(vendor.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
})

test('a card moves by keys from inside of it and keeps the caret; Ctrl+Shift and a digit make headings', async ({
  vendor,
  partner,
}) => {
  const title = field(vendor, 'G2', 'title')
  await title.click()
  await vendor.keyboard.press('Alt+Shift+ArrowUp')
  await expect.poll(() => isBefore(partner, 'G2', 'G1')).toBe(true)
  await expect(title).toBeFocused()
  await expect(card(vendor, 'G2')).toHaveCount(1)

  await caretAtEnd(prose(vendor).first())
  await vendor.keyboard.press('Enter')
  await vendor.keyboard.type('What follows')
  await vendor.keyboard.press('ControlOrMeta+Shift+Digit2')
  await expect(partner.getByRole('heading', { name: 'What follows', level: 2 })).toBeVisible()
  await vendor.keyboard.press('ControlOrMeta+Shift+Digit0')
  await expect(partner.getByRole('heading', { name: 'What follows' })).toHaveCount(0)
  await expect(partner.locator('.ProseMirror > p', { hasText: 'What follows' })).toBeVisible()
})

test('a key pressed before the menu of a block is there goes to the menu, not into the field', async ({
  vendor,
  partner,
}) => {
  const goals = (page: Page) => page.getByRole('group', { name: /^Goal/ })
  await allDrawn(partner)
  const before = await goals(partner).count()
  const title = field(vendor, 'G2', 'title')
  const words = await shown(title)
  await title.click()
  // In one task of the page, as quick as no hand is: the menu is fetched only when it is first opened.
  await title.evaluate((element) => {
    const press = (key: string, ctrlKey: boolean) => {
      const event = new KeyboardEvent('keydown', { key, ctrlKey, bubbles: true, cancelable: true })
      if (element.dispatchEvent(event) && !ctrlKey) document.execCommand('insertText', false, key)
    }
    press('.', true)
    return new Promise((resume) =>
      setTimeout(() => {
        press('d', false)
        resume(null)
      }),
    )
  })
  await expect(goals(partner)).toHaveCount(before + 1)
  await expect(vendor.getByRole('menu')).toHaveCount(0)
  expect(await shown(title)).toBe(words)

  await title.press('ControlOrMeta+.')
  await vendor.keyboard.press('ArrowDown')
  await vendor.keyboard.press('Escape')
  expect(await shown(title)).toBe(words)
})

test('Escape and a quick key mean the card one was in, never the text before it', async ({ vendor, partner }) => {
  const first = await shown(vendor.locator('.ProseMirror > h2').first())
  for (let times = 0; times < 2; times++) {
    await field(vendor, 'G2', 'title').click()
    await vendor.keyboard.press('Escape')
    await vendor.keyboard.press('Delete')
    await expect(card(partner, 'G2')).toHaveCount(0)
    await vendor.keyboard.press('ControlOrMeta+z')
    await expect(card(partner, 'G2')).toHaveCount(1)
    await expect(card(vendor, 'G2')).toHaveCount(1)
  }
  expect(await shown(vendor.locator('.ProseMirror > h2').first())).toBe(first)

  // What is typed next begins a line where the card stood, by the key as by the menu.
  const behindG1 = (page: Page) =>
    card(page, 'G1').evaluate((element) => element.closest('.ProseMirror > *')?.nextElementSibling?.textContent)
  await field(vendor, 'G2', 'title').click()
  await vendor.keyboard.press('Escape')
  await vendor.keyboard.press('Delete')
  await vendor.keyboard.type('Where G2 stood')
  await expect.poll(() => behindG1(partner)).toBe('Where G2 stood')
  await card(vendor, 'G1').locator('[data-drag-handle]').press('Enter')
  await vendor.getByRole('menuitem', { name: 'Delete' }).press('Delete')
  await expect(card(vendor, 'G1')).toHaveCount(0)
  await vendor.keyboard.type(' and G1')
  await expect(partner.locator('.ProseMirror > p', { hasText: ' and G1' })).toHaveCount(1)
  expect(await shown(vendor.locator('.ProseMirror > h2').first())).toBe(first)
})

test('what is written without pressing a key, as by dictation or an input method, takes the place of no card', async ({
  vendor,
  partner,
}) => {
  const composing = await vendor.context().newCDPSession(vendor)
  const write = async () => {
    await vendor.keyboard.insertText('½')
    await composing.send('Input.imeSetComposition', { text: 'に', selectionStart: 1, selectionEnd: 1 })
    await composing.send('Input.insertText', { text: '日' })
  }
  const text = prose(vendor).first()
  const before = await shown(text)
  const number = cell(vendor, 'K6', 'actuals', '2026-Q4')
  await caretAtEnd(text)
  await number.click()
  await write()
  expect(await shown(text)).toBe(before)

  // Escape selects the table; then a cell of it has the focus and the table is still what the editor has selected.
  await number.press('Escape')
  await write()
  await number.click()
  await write()
  // The last thing written is last to arrive: by then whatever was written before it would have arrived too.
  await field(vendor, 'G2', 'title').fill('Written last')
  await expect(field(partner, 'G2', 'title')).toHaveValue('Written last')
  await expect(cell(partner, 'K6', 'actuals', '2026-Q4')).toHaveCount(1)
  await expect(number).toHaveCount(1)
})

test('a change of a day in open minutes takes days, and a new measure asks for nothing before it is named', async ({
  vendor,
}) => {
  const minutes = card(vendor, 'R4')
  await minutes.scrollIntoViewIfNeeded()
  const show = minutes.getByRole('button', { name: /^(Show all of|More)/ })
  for (const button of await show.all()) await button.click()
  await minutes.getByRole('button', { name: 'Add change' }).click()
  const row = minutes.locator('[data-fk*=".changes."]')
  const block = row.and(vendor.locator('[data-fk$=".block"]')).last()
  await block.focus()
  await vendor.keyboard.type('G2')
  await vendor.getByRole('option', { name: /G2/ }).first().click()
  await row.and(vendor.locator('[data-fk$=".field"]')).last().fill('Due')
  await vendor.keyboard.press('Enter')
  const to = row.and(vendor.locator('input[data-fk$=".to"]')).last()
  await to.fill('31 feb')
  await to.press('Enter')
  await expect(vendor.getByText('There is no such day.')).toBeVisible()
  await to.fill('30 dec 2026')
  await to.press('Enter')
  await expect(to).toHaveValue('Dec 30, 2026')

  const table = vendor.locator(`[data-block="${placeOf('K1').block}"]`)
  const told = await table.getByRole('listitem').count()
  await table.getByRole('button', { name: 'Add a measure' }).click()
  await expect(table.getByText(/things? still open/)).toHaveCount(1)
  await expect(table.getByRole('listitem')).toHaveCount(told + 1)
  await vendor.keyboard.insertText('Partner visits')
  await expect(table.getByText(/things? still open/)).toHaveCount(0)
})
