import type { BlockId } from '@concord/schema'

/** The plan as the server wrote it into the page, to be read until the editor stands in its place. */
let page: HTMLElement | null = null

/** Finds the text that the server wrote before the root. It stays where it is while the app starts behind it. */
export function takeStaticPlan(): void {
  page = document.querySelector<HTMLElement>('body > .static-plan')
  if (!page) return
  // Asking where the page stands would lay all of it out once more: only a reader who has moved needs an answer.
  requestAnimationFrame(() => {
    hasScrolled ||= window.scrollY > 0
  })
  window.addEventListener('scroll', onScroll, { passive: true })
}

/** True while the server's text can be read. */
export const hasStaticPlan = (): boolean => page?.isConnected === true

/** The head of the plan as the server wrote it, to stand there until the editor's is drawn; null when there is none. */
export function staticHead(): HTMLElement | null {
  return page?.querySelector<HTMLElement>(':scope > header') ?? null
}

let cards: Map<string, Element> | null = null

/** One card of the server's text, to stand where the card will be drawn; null when the server wrote none. */
export function staticCard(id: BlockId): HTMLElement | null {
  cards ??= new Map([...(page?.querySelectorAll('section[id]') ?? [])].map((each) => [each.id, each]))
  const card = cards.get(`b-${id}`)
  if (!card) return null
  const [frame, part] = [document.createElement('div'), document.createElement('div')]
  frame.className = 'static-plan'
  frame.append(part)
  part.append(card)
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

/** Makes room for what stands in the text's place from now on, and remembers what the reader is looking at. */
export function leavePlace(): void {
  if (!page?.isConnected) return
  held = hasScrolled ? anchor(page) : null
  page.remove()
}

/** Puts what the reader was looking at back where it was. */
export function handOver(): void {
  const element = held && document.getElementById(held.id)
  if (element && held) window.scrollBy({ top: element.getBoundingClientRect().top - held.top, behavior: 'instant' })
  held = null
  page = null
  cards = null
  window.removeEventListener('scroll', onScroll)
}
