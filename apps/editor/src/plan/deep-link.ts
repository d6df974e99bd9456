import type { PlanSession } from '@concord/blocks'
import { type BlockId, blocksRoot } from '@concord/schema'
import * as Y from 'yjs'

/** What the address says about a Block: it is here, it was taken out, or it never was in this plan. */
export type LinkTarget =
  | { readonly state: 'here'; readonly id: BlockId }
  | { readonly state: 'removed'; readonly id: BlockId; readonly kind: string }
  | { readonly state: 'unknown' }

/** Reads `#b-<id>`; null for an address that points at no Block. */
export function blockInAddress(): BlockId | null {
  return /^#b-(.+)$/.exec(decodeURIComponent(location.hash))?.[1] ?? null
}

/** Reads `#ask-<id>`, where the mail about somebody who asks for access leads; null for any other address. */
export const askInAddress = (): string | null => /^#ask-([a-zA-Z0-9]{12})$/.exec(location.hash)?.[1] ?? null

export function linkTarget(session: PlanSession, id: BlockId): LinkTarget {
  if (session.plan().content.order.includes(id)) return { state: 'here', id }
  const data = blocksRoot(session.doc).get(id)
  if (!(data instanceof Y.Map)) return { state: 'unknown' }
  return { state: 'removed', id, kind: String(data.get('kind') ?? '') }
}

/** How long a Block that a link points at is marked. */
const MARK_MS = 2400

/** Scrolls to an element, marks it for a moment, and holds it in view while what is around it gets its real height. */
export function showElement(element: HTMLElement): void {
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches
  const scroll = () => element.scrollIntoView({ block: 'start', behavior: 'instant' })
  scroll()
  // Cards outside the view have only a guessed height, which changes while they are brought in and drawn.
  const growing = new ResizeObserver(scroll)
  for (const node of element.closest('.ProseMirror')?.children ?? []) growing.observe(node)
  const ending = new AbortController()
  ending.signal.addEventListener('abort', () => growing.disconnect())
  // Whoever takes the page into their own hands is not pulled back.
  for (const hand of ['wheel', 'touchstart', 'pointerdown', 'keydown'])
    window.addEventListener(hand, () => ending.abort(), { capture: true, passive: true, signal: ending.signal })
  element.dataset.linked = isCalm ? 'still' : ''
  setTimeout(() => {
    ending.abort()
    delete element.dataset.linked
  }, MARK_MS)
}
