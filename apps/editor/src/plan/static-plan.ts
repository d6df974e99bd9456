import type { BlockId } from '@concord/schema'

/** The plan as the server wrote it into the page, to be read until the editor stands in its place. */
let page: HTMLElement | null = null

/** Takes the server's text out of the root, where the app is about to be drawn, and keeps it for the canvas. */
export function takeStaticPlan(root: HTMLElement): void {
  const article = root.querySelector('article')
  if (!article) return
  page = article
  // Asking where the page stands would lay all of it out once more: only a reader who has moved needs an answer.
  requestAnimationFrame(() => {
    hasScrolled ||= window.scrollY > 0
  })
  window.addEventListener('scroll', onScroll, { passive: true })
}

/** The text to show while the plan is opening; null when the server wrote none. */
export const staticPlan = (): HTMLElement | null => page

/** One card of the server's text, to stand where the card will be drawn; null when the server wrote none. */
export function staticCard(id: BlockId): HTMLElement | null {
  const card = page?.querySelector(`:scope > [id="b-${CSS.escape(id)}"]`)
  if (!card) return null
  const frame = document.createElement('div')
  frame.className = 'static-plan'
  frame.append(card)
  return frame
}

/** What stands at the top of the window: the nearest Block and how far it is from the edge. */
function anchor(within: ParentNode): { id: string; top: number } | null {
  for (const element of within.querySelectorAll<HTMLElement>('[id^="b-"]')) {
    const { top, bottom } = element.getBoundingClientRect()
    if (bottom > 64) return { id: element.id, top }
  }
  return null
}

let hasScrolled = false
const onScroll = () => {
  hasScrolled = true
}

let held: { id: string; top: number } | null = null

/** Remembers what the reader is looking at, before the editor takes the text's place. */
export function holdPlace(): void {
  held = hasScrolled && page?.isConnected ? anchor(page) : null
}

/** Puts what the reader was looking at back where it was. */
export function handOver(): void {
  const element = held && document.getElementById(held.id)
  if (element && held) window.scrollBy({ top: element.getBoundingClientRect().top - held.top, behavior: 'instant' })
  held = null
  page = null
  window.removeEventListener('scroll', onScroll)
}
