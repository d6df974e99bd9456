/** Work that waits for its turn and may be called off. */
export interface Scheduled {
  cancel(): void
}

/** The longest a derived value may lag behind the page. */
const longestWait = 250

/**
 * Runs work after the browser has painted and has nothing more urgent to do, at the latest after a quarter second.
 * A frame first, so that work caused by a key press never stands between the key and its paint.
 */
export function afterPaint(work: () => void): Scheduled {
  if (typeof requestAnimationFrame !== 'function' || document.hidden) {
    const timer = setTimeout(work, 0)
    return { cancel: () => clearTimeout(timer) }
  }
  let cancel: () => void
  const frame = requestAnimationFrame(() => {
    if (typeof requestIdleCallback === 'function') {
      const idle = requestIdleCallback(work, { timeout: longestWait })
      cancel = () => cancelIdleCallback(idle)
    } else {
      const timer = setTimeout(work, 0)
      cancel = () => clearTimeout(timer)
    }
  })
  cancel = () => cancelAnimationFrame(frame)
  return { cancel: () => cancel() }
}

/** Waits some milliseconds and then for a paint, like {@link afterPaint}. */
export function afterPaintIn(milliseconds: number, work: () => void): Scheduled {
  let painted: Scheduled | null = null
  const timer = setTimeout(() => {
    painted = afterPaint(work)
  }, milliseconds)
  return {
    cancel: () => {
      clearTimeout(timer)
      painted?.cancel()
    },
  }
}
