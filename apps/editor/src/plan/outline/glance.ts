import { type PlanSession, type PlanStore, usePlan } from '@concord/blocks'
import { type BlockId, type Derivation, definitionOf, type PlanHeadline, planHeadline } from '@concord/schema'
import { useSyncExternalStore } from 'react'
import { Listeners } from '../../session/listeners.ts'
import { locale } from '../../ui/format.ts'
import { type KnownLines, type OutlineSection, outlineOf } from './outline.ts'

/** The plan at a glance follows the plan with this delay: nobody reads it while typing. */
const DELAY_MS = 150

interface Glance {
  readonly outline: readonly OutlineSection[]
  readonly headline: PlanHeadline | null
}

/**
 * Outline and headline of one open plan, worked out once for everybody who shows them, from derived values that are
 * computed in small pieces after each change. Does nothing while nobody looks.
 */
class GlanceStore {
  readonly #store: PlanStore
  readonly #listeners = new Listeners()
  readonly #watched = new Map<BlockId, () => void>()
  readonly #lines = new Map() as KnownLines
  #glance: Glance | null = null
  #stamps = { outline: '', headline: '' }
  #timer: ReturnType<typeof setTimeout> | undefined
  #stopPlan: (() => void) | null = null
  #looking = 0
  #isSettled = false

  constructor({ store }: PlanSession) {
    this.#store = store
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    const stop = this.#listeners.add(listener)
    this.#looking += 1
    if (this.#looking === 1) this.#start()
    return () => {
      stop()
      this.#looking -= 1
      if (this.#looking === 0) this.#stop()
    }
  }

  readonly outline = (): readonly OutlineSection[] => this.#read().outline
  readonly headline = (): PlanHeadline | null => this.#read().headline
  /** Whether the derived values have been looked at once; before, a missing headline says nothing. */
  readonly isSettled = (): boolean => this.#isSettled

  #start(): void {
    this.#stopPlan = this.#store.onPlan(this.#later)
    this.#later()
  }

  #stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#stopPlan?.()
    for (const stop of this.#watched.values()) stop()
    this.#watched.clear()
  }

  #later = () => {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      this.#watch()
      // A row that is in the plan and not yet in its table's values could not be drawn.
      if (!this.#store.isCurrent()) return this.#later()
      this.#look()
      this.#isSettled = true
      this.#listeners.tell()
    }, DELAY_MS)
  }

  #read(): Glance {
    return this.#glance ?? this.#look()
  }

  #look(): Glance {
    const plan = this.#store.settledPlan()
    const outline = outlineOf(plan, this.#derived, this.#lines)
    const headline = planHeadline(plan, this.#store.asOf, { locale: locale(), derived: this.#derived })
    const stamps = { outline: JSON.stringify(outline), headline: JSON.stringify(headline) }
    const was = this.#glance
    this.#glance = {
      outline: was && stamps.outline === this.#stamps.outline ? was.outline : outline,
      headline: was && stamps.headline === this.#stamps.headline ? was.headline : headline,
    }
    this.#stamps = stamps
    return this.#glance
  }

  /** Only what is being watched: anything else would be computed here and now, all at once. */
  #derived = (id: BlockId): Derivation | null => (this.#watched.has(id) ? this.#store.derived(id) : null)

  #watch(): void {
    const { content } = this.#store.settledPlan()
    for (const id of content.order) {
      const kind = content.blocks.get(id)?.kind
      const shape = kind ? definitionOf(kind)?.shape : undefined
      if (shape && (shape.prefix || shape.rowPrefix) && !this.#watched.has(id))
        this.#watched.set(id, this.#store.onDerived(id, this.#later))
    }
    for (const [id, stop] of this.#watched) {
      if (content.blocks.has(id)) continue
      stop()
      this.#watched.delete(id)
      this.#lines.delete(id)
    }
  }
}

const stores = new WeakMap<PlanSession, GlanceStore>()

/** The glance of an open plan; one per session. */
export function glanceOf(session: PlanSession): GlanceStore {
  const store = stores.get(session) ?? new GlanceStore(session)
  stores.set(session, store)
  return store
}

/** The plan's sections and the Blocks in them, current to a fraction of a second. */
export function useOutline(): readonly OutlineSection[] {
  const { subscribe, outline } = glanceOf(usePlan())
  return useSyncExternalStore(subscribe, outline)
}

const never = () => () => {}

/** Whether `useHeadline` knows the first sentence, or that there is none; nothing is worked out before it is asked. */
export function useIsHeadlineKnown(isAsked: boolean): boolean {
  const { subscribe, isSettled } = glanceOf(usePlan())
  return useSyncExternalStore(isAsked ? subscribe : never, isSettled)
}

/** The first sentence of the plan; null while nothing in it can be judged. */
export function useHeadline(): PlanHeadline | null {
  const { subscribe, headline } = glanceOf(usePlan())
  return useSyncExternalStore(subscribe, headline)
}
