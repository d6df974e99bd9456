import { type BlockId, type BlockKind, blockOf, type DerivedOf, registry } from '@concord/schema'
import { useMemo, useRef, useSyncExternalStore } from 'react'
import { usePlan } from '../kit/plan-context.tsx'
import { sameValue } from '../kit/same-value.ts'
import type { PlanSession } from '../kit/session.ts'

type Listener = () => void

/**
 * What the rules of one block say, current in the frame after each key. The plan's own derivations wait for an idle
 * moment and render React; this one is for parts that are drawn straight into the page while somebody types.
 */
export class LiveDerived<K extends BlockKind> {
  readonly #session: PlanSession
  readonly #id: BlockId
  readonly #kind: K
  readonly #listeners = new Set<Listener>()
  #value: DerivedOf<K> | null
  #frame = 0
  #stop: (() => void) | null = null

  constructor(session: PlanSession, id: BlockId, kind: K) {
    this.#session = session
    this.#id = id
    this.#kind = kind
    this.#value = this.#derive()
  }

  /** The newest derived values; null while the block has not arrived. */
  get = (): DerivedOf<K> | null => this.#value

  /** Calls back in the frame after a change. */
  subscribe = (listener: Listener): (() => void) => {
    this.#listeners.add(listener)
    this.#stop ??= this.#watch()
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size > 0) return
      this.#stop?.()
      this.#stop = null
    }
  }

  #watch(): () => void {
    const { store } = this.#session
    const stopTyping = store.changes.onChange(({ blocks }) => {
      if (blocks.has(this.#id)) this.#schedule()
    })
    // Facts, the day and what other blocks say change rarely and may come a paint later.
    const stopPlan = store.onPlan(() => this.#schedule())
    this.#schedule()
    return () => {
      stopTyping()
      stopPlan()
      cancelAnimationFrame(this.#frame)
      this.#frame = 0
    }
  }

  #schedule(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0
      this.#value = this.#derive()
      for (const listener of this.#listeners) listener()
    })
  }

  #derive(): DerivedOf<K> | null {
    const plan = this.#session.plan()
    const block = blockOf(plan.content, this.#id, this.#kind)
    return block ? (registry[this.#kind].derive(block as never, plan, this.#session.asOf) as DerivedOf<K>) : null
  }
}

/** The live derived values of a block; the same object while the block is on the page. */
export function useLiveDerived<K extends BlockKind>(id: BlockId, kind: K): LiveDerived<K> {
  const session = usePlan()
  return useMemo(() => new LiveDerived(session, id, kind), [session, id, kind])
}

/** One part of the live values. Renders only when that part is different, not on every key. */
export function useLive<K extends BlockKind, T>(live: LiveDerived<K>, select: (derived: DerivedOf<K> | null) => T): T {
  const last = useRef<{ value: T } | null>(null)
  const read = () => {
    const value = select(live.get())
    if (last.current && sameValue(last.current.value, value)) return last.current.value
    last.current = { value }
    return value
  }
  return useSyncExternalStore(live.subscribe, read)
}
