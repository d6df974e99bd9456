import type { BlockId } from '@concord/schema'
import { type RefObject, useEffect } from 'react'
import { useProblems } from './hooks.ts'

const gap = 8

/** Keeps hints in the margin from lying on each other when their fields stand side by side: later ones move down. */
export function useHintStack(card: RefObject<HTMLElement | null>, block: BlockId): void {
  const problems = useProblems(block)
  const hasHints = problems.length > 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list of problems is what changes which hints stand there.
  useEffect(() => {
    const element = card.current
    if (!element || !hasHints) return
    const observer = new ResizeObserver(() => stack(element))
    observer.observe(element)
    return () => {
      observer.disconnect()
      element.style.minHeight = ''
    }
  }, [card, hasHints, problems])
}

function stack(card: HTMLElement): void {
  const hints = [...card.querySelectorAll<HTMLElement>('[data-hint]')]
  const inMargin = hints.filter((hint) => getComputedStyle(hint).position === 'absolute')
  for (const hint of hints) hint.style.removeProperty('--hint-shift')
  const boxes = inMargin.map((hint) => ({ hint, box: hint.getBoundingClientRect() }))
  let free = Number.NEGATIVE_INFINITY
  for (const { hint, box } of boxes.sort((a, b) => a.box.top - b.box.top)) {
    const shift = Math.max(0, free - box.top)
    if (shift > 0) hint.style.setProperty('--hint-shift', `${shift}px`)
    free = box.top + shift + box.height + gap
  }
  // What lies outside of a card's own box is not painted, so a short card with much to mend grows to its last hint.
  card.style.minHeight = boxes.length > 0 ? `${Math.ceil(free - gap - card.getBoundingClientRect().top)}px` : ''
}
