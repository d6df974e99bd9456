import type { Page } from '@playwright/test'
import { type LongestTask, longestTask, traced } from '../trace.ts'
import { type Absence, type DocLike, editApart, SHARED_CELLS } from './edits.ts'

/** How a page fared while it merged. */
export interface Merging {
  /** Milliseconds from the network's return until the page says that everything is saved. */
  readonly saved: number
  /** The longest that the page did not answer meanwhile. */
  readonly longest: LongestTask
}

interface Meter {
  since: number
  savedAt: number
}
type Metered = Window & { concordMeter?: Meter }
type WithEditor = Element & { editor: { state: Record<string, { doc: DocLike }> } }

/** Makes edits in a page's own Y.Doc, as its fields make them. */
export async function editInPage(page: Page, absence: Absence): Promise<void> {
  await page.evaluate(
    ([source, given, shared]) => {
      const { editor } = document.querySelector('.ProseMirror') as WithEditor
      const edit = new Function(`return ${source}`)() as typeof editApart
      return edit(editor.state['y-sync$']!.doc, given, shared)
    },
    [editApart.toString(), absence, SHARED_CELLS] as const,
  )
}

/** All blocks' data in a page's Y.Doc, to compare with another's. */
export const blocksInPage = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { editor } = document.querySelector('.ProseMirror') as WithEditor
    return JSON.stringify(editor.state['y-sync$']!.doc.getMap('blocks'))
  })

/** Gives the network back and watches until the page says Saved. */
export async function mergeInPage(page: Page): Promise<Merging> {
  await page.evaluate(() => {
    const meter: Meter = { since: 0, savedAt: 0 }
    ;(window as Metered).concordMeter = meter
    const look = () => {
      if (document.querySelector('[data-save="saved"]')) meter.savedAt = performance.now()
      else setTimeout(look, 5)
    }
    window.addEventListener('online', () => {
      meter.since = performance.now()
      look()
    })
  })
  const events = await traced(page, async () => {
    await page.context().setOffline(false)
    await page.waitForFunction(() => (window as Metered).concordMeter!.savedAt > 0, undefined, { timeout: 120_000 })
    // What is drawn after the last piece belongs to it.
    await page.waitForTimeout(1500)
  })
  const { since, savedAt } = await page.evaluate(() => (window as Metered).concordMeter!)
  return { saved: savedAt - since, longest: longestTask(events) }
}
