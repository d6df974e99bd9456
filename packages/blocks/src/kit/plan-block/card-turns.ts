import type { BlockId } from '@concord/schema'

/** How far around the window cards are drawn before somebody scrolls to them. */
const NEAR = '50% 0px'
/** After a key nothing is drawn that nobody looks at, so that drawing never stands between two letters. */
const QUIET_MS = 700
/** The longest wait for an idle moment of a browser that never has one. */
const PATIENCE_MS = 1500

/**
 * Decides when the cards of a plan that has just opened are drawn: one at a time, so that keys come in between, first
 * what is in or near the window, then everything else in idle moments, until all of them are.
 */
export class CardTurns {
  readonly #draw: (ids: readonly BlockId[]) => void
  readonly #waiting = new Map<BlockId, Element>()
  readonly #near = new Set<BlockId>()
  readonly #observer: IntersectionObserver
  readonly #ending = new AbortController()
  #isNearScheduled = false
  #isIdleScheduled = false
  #lastKey = Number.NEGATIVE_INFINITY

  /** @param draw draws cards now and ends their wait */
  constructor(draw: (ids: readonly BlockId[]) => void) {
    this.#draw = draw
    this.#observer = new IntersectionObserver(
      (entries) => {
        const isNear = new Map(entries.map(({ target, isIntersecting }) => [target, isIntersecting]))
        for (const [id, element] of this.#waiting) {
          const near = isNear.get(element)
          if (near) this.#near.add(id)
          else if (near === false) this.#near.delete(id)
        }
        // Only now it is known what is in the window: that comes first.
        this.#schedule()
      },
      { rootMargin: NEAR },
    )
    const { signal } = this.#ending
    const onKey = () => {
      this.#lastKey = performance.now()
    }
    document.addEventListener('keydown', onKey, { capture: true, passive: true, signal })
    // Paper shows everything.
    window.addEventListener('beforeprint', () => this.#draw([...this.#waiting.keys()]), { signal })
  }

  /** Lets a card wait; `element` is where it stands on the page. */
  wait(id: BlockId, element: Element): void {
    this.#waiting.set(id, element)
    this.#observer.observe(element)
  }

  /** A card that was drawn or has gone waits no longer. */
  leave(id: BlockId): void {
    const element = this.#waiting.get(id)
    if (!element) return
    this.#observer.unobserve(element)
    this.#waiting.delete(id)
    this.#near.delete(id)
    if (this.#waiting.size === 0) this.#end()
  }

  #end(): void {
    this.#observer.disconnect()
    this.#ending.abort()
  }

  #schedule(): void {
    if (this.#waiting.size === 0) return
    if (this.#near.size > 0) {
      if (this.#isNearScheduled) return
      this.#isNearScheduled = true
      setTimeout(() => {
        this.#isNearScheduled = false
        this.#drawFirst(this.#near)
      })
      return
    }
    if (this.#isIdleScheduled) return
    this.#isIdleScheduled = true
    whenIdle(() => {
      this.#isIdleScheduled = false
      const quietIn = this.#lastKey + QUIET_MS - performance.now()
      if (quietIn > 0) setTimeout(() => this.#schedule(), quietIn)
      else if (this.#near.size > 0) this.#schedule()
      else this.#drawFirst(this.#waiting.keys())
    })
  }

  #drawFirst(ids: Iterable<BlockId>): void {
    const [first] = ids
    if (first !== undefined) this.#draw([first])
    this.#schedule()
  }
}

/** Safari has no idle callback: a short pause lets its events through as well. */
function whenIdle(run: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(run, { timeout: PATIENCE_MS })
  else setTimeout(run, 30)
}
