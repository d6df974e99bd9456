import { useCallback, useSyncExternalStore } from 'react'

/** Whether a media query holds; renders when that changes. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = matchMedia(query)
      list.addEventListener('change', listener)
      return () => list.removeEventListener('change', listener)
    },
    [query],
  )
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches)
}

/** Reader first, one column, bars at the edges. */
export const PHONE = 'screen and (max-width: 767px)'
/** Too narrow for an outline beside the plan: it lies over it. */
export const NARROW = '(max-width: 1099px)'
