import { fieldKey, parseRef, rowPath, samplePlan } from '@concord/schema'
import { expect, type Locator, type Page } from '@playwright/test'

const { facts } = samplePlan()

/** Where the thing with a key stands in the demo plan: `G1` a block, `K3` a row. */
export function placeOf(key: string): { block: string; row: string | undefined } {
  const ref = Object.entries(facts.keys).find(([, given]) => given === key)?.[0]
  if (!ref) throw new Error(`The demo plan has no ${key}`)
  return parseRef(ref)
}

/** The card of the block with a key. */
export const card = (page: Page, key: string): Locator => page.locator(`[data-block="${placeOf(key).block}"]`)

/** The field of the block with a key, such as the title of `G2`. */
export const field = (page: Page, key: string, path: string): Locator =>
  page.locator(`[data-fk="${fieldKey(placeOf(key).block, path)}"]`)

/** A KPI cell, such as the actual of `K1` in 2026-Q4. */
export function cell(page: Page, key: string, series: 'actuals' | 'checkpoints', period: string): Locator {
  const { block, row } = placeOf(key)
  return page.locator(`[data-fk="${fieldKey(block, `${rowPath('rows', row ?? '', series)}/${period}`)}"]`)
}

/** The prose of the plan between its cards. */
export const prose = (page: Page): Locator => page.locator('.ProseMirror > p')

/** Waits until the chip says that everything this person wrote is on the server's disk. */
export const saved = (page: Page): Promise<void> => page.locator('[data-save="saved"]').waitFor()

/** The text a field shows, whether it is an input or plain. */
export const shown = (locator: Locator): Promise<string> =>
  locator.evaluate((element) =>
    element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement
      ? element.value
      : (element.textContent ?? ''),
  )

/** Puts the caret into a field, at its end. */
export async function typeAtEnd(locator: Locator, text: string, delay = 15): Promise<void> {
  await locator.click()
  await locator.press('End')
  await locator.pressSequentially(text, { delay })
}

/** Puts the caret behind the last word of a paragraph, however many lines it has. */
export async function caretAtEnd(paragraph: Locator): Promise<void> {
  await paragraph.scrollIntoViewIfNeeded()
  const { width, height } = (await paragraph.boundingBox())!
  await paragraph.click({ position: { x: width - 4, y: height - 6 } })
  await paragraph.page().keyboard.press('End')
}

/** True when one card stands above another. */
export async function isBefore(page: Page, first: string, second: string): Promise<boolean> {
  const order = await page
    .locator('[data-block]')
    .evaluateAll((blocks) => blocks.map((block) => block.getAttribute('data-block')))
  return order.indexOf(placeOf(first).block) < order.indexOf(placeOf(second).block)
}

/** The index of a card among the top-level lines and cards of the plan. */
export const placeInBody = (page: Page, key: string): Promise<number> =>
  page
    .locator('.ProseMirror')
    .evaluate(
      (body, id) =>
        [...body.children]
          .filter(
            (node) => !node.matches('.ProseMirror-gapcursor, .ProseMirror-widget') && !(node as HTMLElement).hidden,
          )
          .findIndex((node) => node.querySelector(`[data-block="${id}"]`) !== null),
      placeOf(key).block,
    )

/** What all text fields of the page say. */
export const fieldTexts = (page: Page): Promise<string[]> =>
  page.locator('textarea').evaluateAll((fields) => fields.map((field) => (field as HTMLTextAreaElement).value))

/** The actual a KPI cell shows, without its plan line and without who else is in it. */
export const cellNumber = (page: Page, key: string, period: string): Promise<string> =>
  cell(page, key, 'actuals', period).evaluate(
    (element) => /(—|−?\d[\d.,]*)(?=plan)/.exec(element.textContent ?? '')?.[0] ?? '',
  )

/** Waits until every card is drawn; what is not in the window is drawn in idle moments. */
export async function allDrawn(page: Page): Promise<void> {
  await page.locator('.plan-block').first().waitFor()
  await expect(page.locator('.plan-block:not([hidden]):not(:has([data-block]))')).toHaveCount(0, { timeout: 30_000 })
}
