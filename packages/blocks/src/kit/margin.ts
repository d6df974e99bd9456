import type { BlockId } from '@concord/schema'
import { type RefObject, useEffect } from 'react'
import { useProblems } from './hooks.ts'

const gap = 8

/** One card whose margin is in use. */
interface Margin {
  readonly observer: ResizeObserver
  users: number
}

const margins = new WeakMap<HTMLElement, Margin>()

/** Keeps hints in the margin from lying on each other when their fields stand side by side: later ones move down. */
export function useHintStack(card: RefObject<HTMLElement | null>, block: BlockId): void {
  const problems = useProblems(block)
  const hasHints = problems.length > 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list of problems is what changes which hints stand there.
  useEffect(() => (card.current && hasHints ? takeMargin(card.current) : undefined), [card, hasHints, problems])
}

/** Gives an element a place of its own in the margin of the card around it, for as long as it is drawn. */
export function useMargin(part: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const card = part.current?.closest<HTMLElement>('[data-block]')
    return card && part.current ? takeMargin(card, part.current) : undefined
  }, [part])
}

/** Stacks what stands in a card's margin as long as somebody needs it; returns how to stop. */
function takeMargin(card: HTMLElement, part?: HTMLElement): () => void {
  const margin = margins.get(card) ?? { observer: new ResizeObserver(() => stack(card)), users: 0 }
  margins.set(card, margin)
  margin.users += 1
  // The observer looks once by itself when the page is laid out anyway.
  for (const element of part ? [card, part] : [card]) margin.observer.observe(element)
  return () => {
    if (part) margin.observer.unobserve(part)
    margin.users -= 1
    margin.observer.unobserve(card)
    if (margin.users > 0) return margin.observer.observe(card)
    margin.observer.disconnect()
    margins.delete(card)
    card.style.minHeight = ''
  }
}

function stack(card: HTMLElement): void {
  const parts = [...card.querySelectorAll<HTMLElement>('[data-hint], [data-margin]')]
  const inMargin = parts.filter((part) => part.isConnected && getComputedStyle(part).position === 'absolute')
  for (const part of parts) part.style.removeProperty('--hint-shift')
  const boxes = inMargin.map((part) => ({ part, box: part.getBoundingClientRect() }))
  let free = Number.NEGATIVE_INFINITY
  for (const { part, box } of boxes.sort((a, b) => a.box.top - b.box.top)) {
    const shift = Math.max(0, free - box.top)
    if (shift > 0) part.style.setProperty('--hint-shift', `${shift}px`)
    free = box.top + shift + box.height + gap
  }
  // What lies outside of a card's own box is not painted, so a short card with much in its margin grows to the end of it.
  card.style.minHeight = boxes.length > 0 ? `${Math.ceil(free - gap - card.getBoundingClientRect().top)}px` : ''
}
