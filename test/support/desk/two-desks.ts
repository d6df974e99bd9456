import { type PlanJson, planDoc, type Side } from '@concord/schema'
import { test as base, expect, type Locator, type Page } from '@playwright/test'
import * as Y from 'yjs'
import { thrownIn } from '../thrown.ts'
import { serveDesk } from './serve.ts'

/** One person at the plan: the page and what can be asked of the Y.Doc behind it. */
export interface Desk {
  readonly page: Page
  field(key: string): Locator
  card(id: string): Locator
  /** The text or scalar stored at a place. */
  stored(block: string, path: string): Promise<unknown>
  /** Ids of the blocks in the body, in order. */
  order(): Promise<string[]>
  setConnected(connected: boolean): Promise<void>
  undo(): Promise<void>
}

const names: Readonly<Record<Side, string>> = { vendor: 'Ana', partner: 'Jo' }

async function openDesk(page: Page, url: string, side: Side, plan: Y.Doc): Promise<Desk> {
  const update = [...Y.encodeStateAsUpdate(plan)]
  const handover = { update, side, name: names[side], keys: {} }
  await page.goto(`${url}#${encodeURIComponent(JSON.stringify(handover))}`)
  await page.locator('.plan-body').waitFor()
  await page.waitForFunction(
    () => document.querySelectorAll('.plan-block').length === document.querySelectorAll('.plan-block section').length,
  )
  return {
    page,
    field: (key) => page.locator(`[data-fk="${key}"]`),
    card: (id) => page.locator(`[data-block="${id}"]`),
    stored: (block, path) =>
      page.evaluate(
        ([id, at]) => {
          let value: unknown = window.desk.session.doc.getMap('blocks').get(id)
          for (const part of at.split('/')) value = (value as Map<string, unknown> | undefined)?.get(part)
          return typeof value === 'object' && value !== null ? String(value) : value
        },
        [block, path] as const,
      ),
    order: () =>
      page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('.plan-block:not([hidden]) [data-block]')].map(
          (card) => card.dataset.block ?? '',
        ),
      ),
    setConnected: (connected) => page.evaluate((next) => window.desk.setConnected(next), connected),
    undo: () => page.keyboard.press('Control+z'),
  }
}

/** A test of two people at one plan in two pages of one browser, without a server. */
export const test = base.extend<
  { desks: (plan: PlanJson) => Promise<{ ana: Desk; jo: Desk }> },
  { desk: { url: string } }
>({
  desk: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern.
    async ({}, use) => {
      const served = await serveDesk()
      await use(served)
      served.close()
    },
    { scope: 'worker' },
  ],
  desks: async ({ context, desk }, use) => {
    const thrown = thrownIn(context)
    await use(async (plan) => {
      const doc = planDoc(plan)
      const ana = await openDesk(await context.newPage(), desk.url, 'vendor', doc)
      const jo = await openDesk(await context.newPage(), desk.url, 'partner', doc)
      return { ana, jo }
    })
    expect(thrown).toEqual([])
  },
})

export { expect }
