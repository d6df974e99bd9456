import type { Page } from '@playwright/test'
import { type Absence, type DocLike, editApart, SHARED_CELLS } from './edits.ts'

/** How a page fared while it merged. */
export interface Merging {
  /** Milliseconds from the network's return until the page says that everything is saved. */
  readonly saved: number
  /** Longest time the page could not answer. */
  readonly blocked: number
  /** Tasks longer than 200 ms. */
  readonly tooLong: number
}

interface Meter {
  gaps: number[]
  tasks: number[]
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
    const meter: Meter = { gaps: [], tasks: [], since: 0, savedAt: 0 }
    ;(window as Metered).concordMeter = meter
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) meter.tasks.push(duration)
    }).observe({ entryTypes: ['longtask'] })
    let last = performance.now()
    const beat = () => {
      const now = performance.now()
      meter.gaps.push(now - last)
      last = now
      if (meter.since > 0 && document.querySelector('[data-save="saved"]')) meter.savedAt ||= now
      setTimeout(beat, 5)
    }
    beat()
    window.addEventListener('online', () => {
      meter.since = performance.now()
      meter.gaps.length = 0
      meter.tasks.length = 0
    })
  })
  await page.context().setOffline(false)
  await page.waitForFunction(() => (window as Metered).concordMeter!.savedAt > 0, undefined, { timeout: 120_000 })
  // What is drawn after the last piece belongs to it.
  await page.waitForTimeout(1500)
  return page.evaluate(() => {
    const { since, savedAt, gaps, tasks } = (window as Metered).concordMeter!
    return { saved: savedAt - since, blocked: Math.max(...gaps), tooLong: tasks.filter((task) => task > 200).length }
  })
}
