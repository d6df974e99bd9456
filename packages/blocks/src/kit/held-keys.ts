import { useCallback, useEffect, useRef } from 'react'

/**
 * Keys pressed between the press that opens a menu and the moment the menu has the focus. They are meant for the menu:
 * the field one was in does not get them, and the menu does as soon as it is there. Returns the function that hands them
 * over; call it when the menu gets the focus. Whoever waits no longer leaves with Escape or a press elsewhere.
 */
export function useHeldKeys(isOpening: boolean, leave: () => void): () => void {
  const held = useRef<readonly string[] | null>(null)
  const leaveNow = useRef(leave)
  leaveNow.current = leave
  useEffect(() => {
    if (!isOpening) return
    held.current = []
    const hold = (event: KeyboardEvent) => {
      if (held.current === null || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      event.stopImmediatePropagation()
      if (event.key === 'Escape') leaveNow.current()
      else held.current = [...held.current, event.key]
    }
    const press = () => held.current !== null && leaveNow.current()
    // Before anything on the page hears of them: the editor has listeners of its own for keys.
    window.addEventListener('keydown', hold, true)
    window.addEventListener('pointerdown', press, true)
    return () => {
      held.current = null
      window.removeEventListener('keydown', hold, true)
      window.removeEventListener('pointerdown', press, true)
    }
  }, [isOpening])
  return useCallback(() => {
    const keys = held.current ?? []
    held.current = null
    for (const key of keys)
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  }, [])
}
