import {
  type AnyBlock,
  type BlockId,
  type Day,
  type Derivation,
  definitionOf,
  type Facts,
  isUnknownBlock,
  type Plan,
  type Problem,
} from '@concord/schema'
import type * as Y from 'yjs'
import { type PlanChange, PlanChanges } from './plan-changes.ts'
import { ContentCache } from './plan-content.ts'
import { sameValue } from './same-value.ts'
import { afterPaint, afterPaintIn, type Scheduled } from './schedule.ts'

type Listener = () => void

interface Shown {
  value: Derivation | null
  readonly listeners: Set<Listener>
}

/** Longest piece of derivation work between two chances for the browser to handle a key. */
const sliceMilliseconds = 4
/** Rounds of work begin at most this often, however fast people type. */
const paceMilliseconds = 125

/**
 * The plan as typed values, kept current at the cost of what changed.
 *
 * A change marks its blocks dirty and nothing more, so a key press pays for a set insertion. After the next paint the
 * dirty blocks are read again and the derived values that somebody shows are computed again, in slices of a few
 * milliseconds; listeners are called only when a value is really different. Whoever needs the truth now (a preview
 * while typing a number, copying) calls `plan()`, which reads what is dirty on the spot. Nothing is read before somebody
 * asks: the text can be written in before the first card is.
 */
export class PlanStore {
  readonly changes: PlanChanges
  readonly #doc: Y.Doc
  #read: { readonly cache: ContentCache; plan: Plan } | null = null
  #facts: Facts
  #asOf: Day
  readonly #dirty = new Set<BlockId>()
  #dirtyBody = false
  #dirtyMeta = false
  readonly #blockListeners = new Map<BlockId, Set<Listener>>()
  readonly #changedBlocks = new Set<BlockId>()
  readonly #shown = new Map<BlockId, Shown>()
  readonly #stale = new Set<BlockId>()
  /** Whoever hears of every change, and whoever hears of all but changes of the prose. */
  readonly #planListeners = new Set<Listener>()
  readonly #valueListeners = new Set<Listener>()
  #planChanged = false
  #valuesChanged = false
  #scheduled: Scheduled | null = null
  #lastRound = Number.NEGATIVE_INFINITY

  /** @param asOf the day calculations are made for */
  constructor(doc: Y.Doc, facts: Facts, asOf: Day) {
    this.#facts = facts
    this.#asOf = asOf
    this.#doc = doc
    this.changes = new PlanChanges(doc)
    this.changes.onChange(this.#onChange)
  }

  /** The day calculations are made for: today in the plan's time zone, or a frozen review's day. */
  get asOf(): Day {
    return this.#asOf
  }

  /** Content and facts as they are at this moment. */
  plan(): Plan {
    this.#readDirty()
    return this.#opened().plan
  }

  /** Content and facts as of the last paint: what the page shows. Its identity changes only with its value. */
  settledPlan(): Plan {
    return this.#opened().plan
  }

  /** Whether the derived values are those of `settledPlan()`; in the moments after a change some are of the plan before. */
  isCurrent(): boolean {
    return this.#stale.size === 0
  }

  /** What reading found wrong with a block, as of the last paint. */
  problemsOf(id: BlockId): readonly Problem[] {
    return this.#opened().cache.problemsOf(id)
  }

  /** Derived values of a block as of the last paint; computed here the first time somebody asks. */
  derived(id: BlockId): Derivation | null {
    const shown = this.#shown.get(id)
    if (shown) return shown.value
    const value = this.#derive(id)
    this.#shown.set(id, { value, listeners: new Set() })
    return value
  }

  /** Calls back after a paint when the value of one block changed. */
  onBlock(id: BlockId, listener: Listener): () => void {
    this.#opened()
    const listeners = this.#blockListeners.get(id) ?? new Set()
    this.#blockListeners.set(id, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0) this.#blockListeners.delete(id)
    }
  }

  /** Calls back after a paint when the derived values of one block changed. */
  onDerived(id: BlockId, listener: Listener): () => void {
    this.derived(id)
    const { listeners } = this.#shown.get(id)!
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
      // Nobody shows it any more: computing it after every change would be for nothing.
      if (listeners.size === 0) this.#shown.delete(id)
    }
  }

  /** Calls back after a paint when anything in the plan changed, its prose, facts and day included. */
  onPlan(listener: Listener): () => void {
    this.#opened()
    this.#planListeners.add(listener)
    return () => this.#planListeners.delete(listener)
  }

  /** The same without the prose: for whoever reads blocks, their order, the Plan's own fields or facts. */
  onValues(listener: Listener): () => void {
    this.#opened()
    this.#valueListeners.add(listener)
    return () => this.#valueListeners.delete(listener)
  }

  setFacts(facts: Facts): void {
    this.#facts = facts
    this.#replan()
  }

  setAsOf(asOf: Day): void {
    this.#asOf = asOf
    this.#replan()
  }

  /** Does all waiting work now: for tests, and before a page is printed. */
  settle(): void {
    this.#scheduled?.cancel()
    this.#scheduled = null
    this.#tell()
    while (this.#stale.size > 0) this.#deriveNext()
  }

  destroy(): void {
    this.#scheduled?.cancel()
    this.changes.destroy()
  }

  #onChange = ({ blocks, body, meta }: PlanChange) => {
    for (const id of blocks) this.#dirty.add(id)
    this.#dirtyBody ||= body
    this.#dirtyMeta ||= meta
    this.#schedule()
  }

  /** The plan as it was read last; the first to ask has it read. */
  #opened() {
    if (this.#read) return this.#read
    const cache = new ContentCache(this.#doc)
    this.#clean()
    this.#read = { cache, plan: { content: cache.content, facts: this.#facts } }
    return this.#read
  }

  #clean(): void {
    this.#dirty.clear()
    this.#dirtyBody = false
    this.#dirtyMeta = false
  }

  #readDirty(): void {
    const isClean = this.#dirty.size === 0 && !this.#dirtyBody && !this.#dirtyMeta
    if (isClean || !this.#read) return
    const { cache } = this.#read
    const { changed, isProseOnly } = cache.refresh(this.#dirty, this.#dirtyBody, this.#dirtyMeta)
    for (const id of changed) this.#changedBlocks.add(id)
    this.#clean()
    this.#read.plan = { content: cache.content, facts: this.#facts }
    this.#planChanged = true
    // No rule reads the prose, so a key in it computes nothing.
    if (!isProseOnly) this.#replan()
  }

  /** A new plan value: everything derived may be different, which only computing it can tell. */
  #replan(): void {
    if (!this.#read) return
    this.#read.plan = { content: this.#read.cache.content, facts: this.#facts }
    this.#planChanged = true
    this.#valuesChanged = true
    for (const id of this.#shown.keys()) this.#stale.add(id)
    this.#schedule()
  }

  /** Plans the next round: after the next paint, and not before the pace allows. */
  #schedule(): void {
    if (this.#scheduled) return
    const wait = this.#lastRound + paceMilliseconds - performance.now()
    this.#scheduled = wait > 0 ? afterPaintIn(wait, this.#round) : afterPaint(this.#round)
  }

  #round = () => {
    this.#lastRound = performance.now()
    this.#tell()
    this.#slice()
  }

  #slice = () => {
    this.#scheduled = null
    const until = performance.now() + sliceMilliseconds
    // One in any case, or a machine that is slow enough would never end.
    do this.#deriveNext()
    while (this.#stale.size > 0 && performance.now() < until)
    // What changed between two slices found one of them planned, and no round of its own.
    if (this.#hasNews()) this.#schedule()
    else if (this.#stale.size > 0) this.#scheduled = afterPaint(this.#slice)
  }

  /** Something changed of which no listener was told. */
  #hasNews(): boolean {
    return this.#read !== null && (this.#planChanged || this.#dirty.size > 0 || this.#dirtyBody || this.#dirtyMeta)
  }

  #tell(): void {
    this.#readDirty()
    if (!this.#planChanged) return
    const [changed, valuesChanged] = [[...this.#changedBlocks], this.#valuesChanged]
    this.#changedBlocks.clear()
    this.#planChanged = false
    this.#valuesChanged = false
    for (const id of changed) for (const listener of this.#blockListeners.get(id) ?? []) listener()
    if (valuesChanged) for (const listener of this.#valueListeners) listener()
    for (const listener of this.#planListeners) listener()
  }

  #deriveNext(): void {
    const [id] = this.#stale
    if (id === undefined) return
    this.#stale.delete(id)
    const shown = this.#shown.get(id)
    if (!shown) return
    const value = this.#derive(id)
    if (sameValue(value, shown.value)) return
    shown.value = value
    for (const listener of shown.listeners) listener()
  }

  #derive(id: BlockId): Derivation | null {
    const plan = this.plan()
    const block: AnyBlock | undefined = plan.content.blocks.get(id)
    const definition = block && !isUnknownBlock(block) ? definitionOf(block.kind) : undefined
    return definition ? definition.derive(block as never, plan, this.#asOf) : null
  }
}
