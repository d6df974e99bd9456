import { type RefObject, useEffect, useRef } from 'react'

/**
 * Marks a box with `data-fits` while it has room for a width. Only then can the head of a table stay at the top of the
 * window: what scrolls by itself holds its head itself. Nothing is rendered when the room changes.
 */
export function useFits(width: number): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = box.current
    if (!element) return
    const observer = new ResizeObserver(() => element.toggleAttribute('data-fits', element.clientWidth >= width))
    observer.observe(element)
    return () => observer.disconnect()
  }, [width])
  return box
}
