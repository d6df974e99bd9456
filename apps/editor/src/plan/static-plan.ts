/** The plan as the server wrote it into the page, to be read until the editor stands in its place. */
let page: HTMLElement | null = null

/** Takes the server's text out of the root, where the app is about to be drawn, and keeps it for the canvas. */
export function takeStaticPlan(root: HTMLElement): void {
  const article = root.querySelector('article')
  if (!article) return
  article.classList.add('static-plan')
  page = article
}

/** The text to show while the plan is opening; null when the server wrote none. */
export const staticPlan = (): HTMLElement | null => page

/** What stands at the top of the window: the nearest Block and how far it is from the edge. */
function anchor(within: ParentNode): { id: string; top: number } | null {
  for (const element of within.querySelectorAll<HTMLElement>('[id^="b-"]')) {
    const { top, bottom } = element.getBoundingClientRect()
    if (bottom > 64) return { id: element.id, top }
  }
  return null
}

let held: { id: string; top: number } | null = null

/** Remembers what the reader is looking at, before the editor takes the text's place. */
export function holdPlace(): void {
  held = page?.isConnected && window.scrollY > 0 ? anchor(page) : null
}

/** Puts what the reader was looking at back where it was. */
export function handOver(): void {
  const element = held && document.getElementById(held.id)
  if (element && held) window.scrollBy({ top: element.getBoundingClientRect().top - held.top, behavior: 'instant' })
  held = null
  page = null
}
