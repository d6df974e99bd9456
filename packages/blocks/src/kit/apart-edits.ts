import {
  type BlockId,
  BOTH_EDITED,
  type FieldPath,
  isScalar,
  META,
  roots,
  type Scalar,
  type Side,
  valueAt,
} from '@concord/schema'
import type { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { personOf } from './person.ts'

/** Origin of the notes about values set on both sides; undo does not follow it. */
export const APART_ORIGIN = 'apart'

/** A register that I set; null when I emptied it. `block` is `meta` for the Plan's own fields. */
export interface MyEdit {
  readonly block: BlockId
  readonly path: FieldPath
  readonly value: Scalar | null
}

interface Met extends MyEdit {
  readonly theirs: Scalar
  readonly theirSide: Side | null
}

/**
 * Notices when somebody else set a register that I have set too and that the server does not have from me yet: we were
 * apart, one value has won, and neither of us has seen the other's. Both values are then noted in the block, by the
 * editor that comes back, and every card shows them until somebody decides.
 */
export class ApartEdits {
  readonly #doc: Y.Doc
  readonly #awareness: Awareness
  readonly #mySide: Side | null
  readonly #mine = new Map<string, MyEdit>()
  #met: Met[] = []
  #onMine: (edit: MyEdit) => void = () => {}

  constructor(doc: Y.Doc, awareness: Awareness, mySide: Side | null) {
    this.#doc = doc
    this.#awareness = awareness
    this.#mySide = mySide
    const { blocks, meta } = roots(doc)
    blocks.observeDeep(this.#onBlocks)
    meta.observeDeep(this.#onMeta)
    doc.on('afterAllTransactions', this.#noteMet)
  }

  /**
   * Takes up registers that I set before this page was opened and that the server may not have, and tells `onMine` of
   * each one that I set from here on, so that they can be kept for the next page.
   */
  resume(edits: readonly MyEdit[], onMine: (edit: MyEdit) => void): void {
    for (const edit of edits) this.#mine.set(nameOf(edit), edit)
    this.#onMine = onMine
  }

  /** The server has everything of mine: from here on nobody sets a value without having seen it. */
  saved(): void {
    this.#mine.clear()
  }

  destroy(): void {
    const { blocks, meta } = roots(this.#doc)
    blocks.unobserveDeep(this.#onBlocks)
    meta.unobserveDeep(this.#onMeta)
    this.#doc.off('afterAllTransactions', this.#noteMet)
  }

  #onBlocks = (events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction) => {
    for (const event of events) {
      const [block, ...path] = event.path.map(String)
      if (event instanceof Y.YMapEvent && block !== undefined) this.#onRegisters(event, block, path, transaction)
    }
  }

  #onMeta = (events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction) => {
    for (const event of events)
      if (event instanceof Y.YMapEvent) this.#onRegisters(event, META, event.path.map(String), transaction)
  }

  #onRegisters(event: Y.YMapEvent<unknown>, block: BlockId, path: readonly string[], transaction: Y.Transaction): void {
    // The notes themselves are no values, and where a row stands can be seen.
    if (path[0] === BOTH_EDITED || transaction.origin === APART_ORIGIN) return
    for (const key of event.keysChanged) {
      const stored = event.target.get(key)
      if (key === 'order' || (stored !== undefined && !isScalar(stored))) continue
      const edit = { block, path: [...path, key].join('/'), value: stored ?? null }
      if (transaction.local) this.#set(edit)
      else this.#meet(event, key, this.#mine.get(nameOf(edit)))
    }
  }

  #set(edit: MyEdit): void {
    this.#mine.set(nameOf(edit), edit)
    this.#onMine(edit)
  }

  #meet(event: Y.YMapEvent<unknown>, key: string, mine: MyEdit | undefined): void {
    const item = mine && arrived(event, key)
    const theirs = item?.content.getContent().at(-1)
    if (!mine || !item || !isScalar(theirs) || theirs === mine.value) return
    const theirSide = personOf(this.#awareness.getStates().get(item.id.client))?.side ?? null
    this.#met.push({ ...mine, theirs, theirSide })
  }

  #noteMet = () => {
    const met = this.#met
    this.#met = []
    if (met.length === 0) return
    this.#doc.transact(() => {
      for (const each of met) this.#note(each)
    }, APART_ORIGIN)
  }

  #note({ block, path, value, theirs, theirSide }: Met): void {
    const notes = valueAt(this.#doc, block, BOTH_EDITED)
    if (!(notes instanceof Y.Map)) return
    const note = new Y.Map<unknown>()
    const fields = { field: path, valueA: value, sideA: this.#mySide, valueB: theirs, sideB: theirSide, order: 'a0' }
    for (const [name, field] of Object.entries(fields)) if (field !== null) note.set(name, field)
    // Named after the field: if both of us write the note, there is one.
    notes.set(path.replaceAll('/', '.'), note)
  }
}

const nameOf = ({ block, path }: MyEdit) => `${block}/${path}`

/**
 * The item of a key that a transaction brought. When my value won, theirs came in already deleted, to the left of mine;
 * its content is still there while the transaction is observed.
 */
function arrived(event: Y.YMapEvent<unknown>, key: string): Y.Item | null {
  for (let item = event.target._map.get(key) ?? null; item; item = item.left) if (event.adds(item)) return item
  return null
}
