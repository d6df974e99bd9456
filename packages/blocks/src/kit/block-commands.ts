import {
  atomId,
  atomsOf,
  type BlockId,
  birth,
  bodyRoot,
  cloneBlock,
  type JsonObject,
  moveBlock,
  newId,
  placeBlock,
  removeBlock,
  shapeOfKind,
} from '@concord/schema'
import type * as Y from 'yjs'
import type { PlanUndo } from './undo.ts'

/** What a structural command needs: commands are written on the Y.Doc, never as editor transactions, and are one undo step each. */
export interface CommandTarget {
  readonly doc: Y.Doc
  readonly undo: PlanUndo
}

/** The top-level index of the body at which a block stands, also when it is inside a list or quote; -1 when it is not there. */
export function indexOfBlock(doc: Y.Doc, id: BlockId): number {
  return bodyRoot(doc)
    .toArray()
    .findIndex((node) => standsIn(node as Y.XmlElement, id))
}

function standsIn(node: Y.XmlElement, id: BlockId): boolean {
  if (atomId(node) === id && node.nodeName === 'planBlock') return true
  return 'toArray' in node && [...atomsOf(node)].some((atom) => atomId(atom) === id)
}

/** Moves a block one place up or down among the top-level nodes. False at the end of the plan. */
export function moveBlockBy({ doc, undo }: CommandTarget, id: BlockId, step: -1 | 1): boolean {
  const from = indexOfBlock(doc, id)
  const to = step < 0 ? from - 1 : from + 2
  if (from < 0 || to < 0 || to > bodyRoot(doc).length) return false
  undo.asOneStep(() => moveBlock(doc, id, to))
  return true
}

/** Moves a block before the top-level node at `index`, counted before the move. */
export function moveBlockTo({ doc, undo }: CommandTarget, id: BlockId, index: number): void {
  undo.asOneStep(() => moveBlock(doc, id, index))
}

/** Copies a block with all its data behind itself and returns the copy's id; null when there is nothing to copy. */
export function duplicateBlock({ doc, undo }: CommandTarget, id: BlockId): BlockId | null {
  const copy = newId()
  const index = indexOfBlock(doc, id)
  const kind = kindOf(doc, id)
  if (index < 0 || kind === null || !cloneBlock(doc, id, copy)) return null
  undo.asOneStep(() => placeBlock(doc, copy, kind, index + 1))
  return copy
}

/** Takes a block out of the plan's body. Its data stays: undo brings it back with what others wrote meanwhile. */
export function deleteBlock({ doc, undo }: CommandTarget, id: BlockId): void {
  undo.asOneStep(() => removeBlock(doc, id))
}

/** Puts a block whose data exists back into the body. */
export function restoreBlock({ doc, undo }: CommandTarget, id: BlockId, kind: string, index: number): void {
  if (indexOfBlock(doc, id) < 0) undo.asOneStep(() => placeBlock(doc, id, kind, index))
}

/** Makes a new block at a top-level index: its data first, its atom second. Throws RangeError for an unknown kind. */
export function insertBlock({ doc, undo }: CommandTarget, kind: string, index: number, json?: JsonObject): BlockId {
  const shape = shapeOfKind(kind)
  if (!shape) throw new RangeError(`No kind of block is called '${kind}'`)
  const id = newId()
  birth(doc, id, shape, json)
  undo.asOneStep(() => placeBlock(doc, id, kind, index))
  return id
}

/** The kind a block's atom states; null when it is not in the body. */
export function kindOf(doc: Y.Doc, id: BlockId): string | null {
  for (const atom of atomsOf(bodyRoot(doc))) if (atomId(atom) === id) return String(atom.getAttribute('kind') ?? '')
  return null
}
