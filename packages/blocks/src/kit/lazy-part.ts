import { type ComponentType, lazy } from 'react'

/** Between two tries to fetch a part of the page, unless the network comes back earlier. */
const WAIT_MS = 5000

/**
 * A part of the page that is fetched when it is first shown. Without a network it comes later: a plan that is open
 * must not fall because a menu is not here yet.
 */
export const lazyPart = <Props>(load: () => Promise<{ default: ComponentType<Props> }>) =>
  lazy(async () => {
    for (;;) {
      try {
        return await load()
      } catch {
        await nextChance()
      }
    }
  })

function nextChance(): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer)
      window.removeEventListener('online', go)
      resolve()
    }
    const timer = setTimeout(go, WAIT_MS)
    window.addEventListener('online', go)
  })
}
