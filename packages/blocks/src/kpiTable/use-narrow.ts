import { useSyncExternalStore } from 'react'

// A sheet of paper is as narrow as a tablet, yet what is swiped on a phone would be cut off on it.
const query = 'screen and (max-width: 767px)'

function subscribe(listener: () => void): () => void {
  const media = matchMedia(query)
  media.addEventListener('change', listener)
  return () => media.removeEventListener('change', listener)
}

/** True on a phone, where a table of numbers becomes cards. */
export const useNarrow = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => matchMedia(query).matches,
    () => false,
  )
