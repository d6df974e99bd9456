import { type BlockId, type FieldPath, META, roots } from '@concord/schema'
import * as Y from 'yjs'

type Listener = () => void

/** What one Y.Doc transaction changed, as far as readers of a plan care. */
export interface PlanChange {
  /** Blocks whose data changed, born and removed ones included. */
  readonly blocks: ReadonlySet<BlockId>
  /** True when the order of blocks or any text of the body changed. */
  readonly body: boolean
  readonly meta: boolean
}

/**
 * One deep observer for the whole plan, shared by all cards.
 * A cell listens to one path here instead of observing its own Y.Map: 2,000 cells mount without 2,000 Yjs observers,
 * and a listener survives its map being created later or again.
 */
export class PlanChanges {
  readonly #doc: Y.Doc
  readonly #fields = new Map<string, Set<Listener>>()
  readonly #listeners = new Set<(change: PlanChange) => void>()
  readonly #blocks = new Set<BlockId>()
  #body = false
  #meta = false

  constructor(doc: Y.Doc) {
    this.#doc = doc
    const { blocks, body, meta } = roots(doc)
    blocks.observeDeep(this.#onBlocks)
    meta.observeDeep(this.#onMeta)
    body.observeDeep(this.#onBody)
    doc.on('afterAllTransactions', this.#afterAll)
  }

  /**
   * Calls back synchronously when a register, the presence of a type or the set of rows at a place changes.
   * Typing in a text is no such change. The Plan's own fields stand under the id `meta`.
   * @param path `due`, `checkpoints/2026-Q1`, `kpis` (rows: born, removed, moved), `kpis/<row>/weight`
   */
  onField(block: BlockId, path: FieldPath, listener: Listener): () => void {
    const key = `${block}/${path}`
    const listeners = this.#fields.get(key) ?? new Set()
    this.#fields.set(key, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0) this.#fields.delete(key)
    }
  }

  /** Calls back once after each group of transactions that changed the plan. */
  onChange(listener: (change: PlanChange) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  destroy(): void {
    const { blocks, body, meta } = roots(this.#doc)
    blocks.unobserveDeep(this.#onBlocks)
    meta.unobserveDeep(this.#onMeta)
    body.unobserveDeep(this.#onBody)
    this.#doc.off('afterAllTransactions', this.#afterAll)
  }

  #onBlocks = (events: Y.YEvent<Y.AbstractType<unknown>>[]) => {
    for (const event of events) {
      const [block, ...path] = event.path.map(String)
      if (block === undefined) {
        for (const id of (event as Y.YMapEvent<unknown>).keysChanged) {
          this.#blocks.add(id)
          this.#tellBelow(`${id}/`)
        }
        continue
      }
      this.#blocks.add(block)
      if (event instanceof Y.YMapEvent) this.#tellKeys(block, path, event)
    }
  }

  #onMeta = (events: Y.YEvent<Y.AbstractType<unknown>>[]) => {
    this.#meta = true
    for (const event of events) if (event instanceof Y.YMapEvent) this.#tellKeys(META, event.path.map(String), event)
  }

  #onBody = () => {
    this.#body = true
  }

  #tellKeys(block: BlockId, path: readonly string[], event: Y.YMapEvent<unknown>): void {
    for (const key of event.keysChanged) {
      const place = [block, ...path, key].join('/')
      this.#tell(place)
      // A row appears, vanishes and moves by its order alone, so the list it stands in hears of that key.
      if (key === 'order' && path.length >= 2) this.#tell([block, ...path.slice(0, -1)].join('/'))
      // A nested type was put in place: everything that waits inside it can be read now.
      if (event.target.get(key) instanceof Y.AbstractType) {
        this.#tellBelow(`${place}/`)
        // A row that came with its order in one transaction says nothing of that key.
        if (path.length > 0) this.#tell([block, ...path].join('/'))
      }
    }
  }

  #tell(place: string): void {
    for (const listener of this.#fields.get(place) ?? []) listener()
  }

  #tellBelow(prefix: string): void {
    for (const [place, listeners] of this.#fields)
      if (place.startsWith(prefix)) for (const listener of listeners) listener()
  }

  #afterAll = () => {
    if (this.#blocks.size === 0 && !this.#body && !this.#meta) return
    const change: PlanChange = { blocks: new Set(this.#blocks), body: this.#body, meta: this.#meta }
    this.#blocks.clear()
    this.#body = false
    this.#meta = false
    for (const listener of this.#listeners) listener(change)
  }
}
