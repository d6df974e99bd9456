import * as Y from 'yjs'
import { type BlockId, newId, type RowId } from '../ids.ts'
import { isScalar, type JsonObject, type Scalar } from '../json.ts'
import { blocksRoot, metaRoot } from '../plan-doc/layout.ts'
import { rowsOf } from './extract.ts'
import type { Fields } from './field.ts'
import { fillFields, fillRecord } from './fill.ts'
import { orderBetween } from './order.ts'
import { type FieldPath, META } from './path.ts'
import type { BlockShape } from './shape.ts'

/** Origin of every edit of a field, row or place that undo follows. */
export const FIELD_ORIGIN = 'field'
/** Origin of creations: undo never takes a Y type away, because somebody else may be typing in it. */
export const BIRTH_ORIGIN = 'birth'

/** The Y.Map of a Block, or of the Plan's own fields for {@link META}; undefined when it has not arrived. */
export function recordAt(doc: Y.Doc, block: BlockId): Y.Map<unknown> | undefined {
  const record = block === META ? metaRoot(doc) : blocksRoot(doc).get(block)
  return record instanceof Y.Map ? record : undefined
}

/** The Y type or scalar at a path; undefined when any part of the way is missing. */
export function valueAt(doc: Y.Doc, block: BlockId, path: FieldPath): unknown {
  let at: unknown = recordAt(doc, block)
  for (const part of path.split('/')) at = at instanceof Y.Map ? at.get(part) : undefined
  return at
}

/** The collaborative text at a path; undefined when it has not arrived. */
export function textAt(doc: Y.Doc, block: BlockId, path: FieldPath): Y.Text | undefined {
  const value = valueAt(doc, block, path)
  return value instanceof Y.Text ? value : undefined
}

/** The map that holds the register or cell at a path, and its key there; undefined when it has not arrived. */
export function registerAt(
  doc: Y.Doc,
  block: BlockId,
  path: FieldPath,
): { map: Y.Map<unknown>; key: string } | undefined {
  const slash = path.lastIndexOf('/')
  const map = slash < 0 ? recordAt(doc, block) : valueAt(doc, block, path.slice(0, slash))
  return map instanceof Y.Map ? { map, key: path.slice(slash + 1) } : undefined
}

/**
 * Sets one register or cell, or clears it with null. Only its own key is written, so edits of neighbours survive.
 * Throws RangeError for a value no register may hold and for a place that does not exist: both are mistakes of the caller.
 */
export function setRegister(
  doc: Y.Doc,
  block: BlockId,
  path: FieldPath,
  value: Scalar | null,
  origin: unknown = FIELD_ORIGIN,
): void {
  if (value !== null && !isScalar(value)) throw new RangeError(`A register holds one scalar, not ${String(value)}`)
  const at = registerAt(doc, block, path)
  if (!at || at.map.get(at.key) instanceof Y.AbstractType) throw new RangeError(`No register at ${block} ${path}`)
  doc.transact(() => {
    // Half of a letter reaches others as a replacement character; here it would stay what it was.
    if (value !== null) at.map.set(at.key, typeof value === 'string' ? value.toWellFormed() : value)
    else if (at.map.has(at.key)) at.map.delete(at.key)
  }, origin)
}

/** Replaces the whole text at a path; for servers and tests, since people's typing is merged letter by letter. */
export function setText(doc: Y.Doc, block: BlockId, path: FieldPath, value: string, origin: unknown = FIELD_ORIGIN) {
  const text = textAt(doc, block, path)
  if (!text) throw new RangeError(`No text at ${block} ${path}`)
  doc.transact(() => {
    text.delete(0, text.length)
    text.insert(0, value.toWellFormed())
  }, origin)
}

/** Creates the Y types of a Block in one transaction that undo does not follow; its atom is inserted afterwards. */
export function birth(doc: Y.Doc, id: BlockId, shape: BlockShape, json: JsonObject = {}): void {
  doc.transact(() => {
    const map = new Y.Map<unknown>()
    fillRecord(map, shape, json)
    map.set('kind', shape.kind)
    blocksRoot(doc).set(id, map)
  }, BIRTH_ORIGIN)
}

/** Copies a Block's data, whatever its kind, under a new id; returns false when there is nothing to copy. */
export function cloneBlock(doc: Y.Doc, from: BlockId, to: BlockId): boolean {
  const record = recordAt(doc, from)
  if (!record) return false
  doc.transact(() => blocksRoot(doc).set(to, record.clone()), BIRTH_ORIGIN)
  return true
}

/** The Y.Map of a list; throws RangeError when it has not arrived, because a list made late loses somebody's rows. */
function listAt(doc: Y.Doc, block: BlockId, list: string): Y.Map<unknown> {
  const rows = valueAt(doc, block, list)
  if (!(rows instanceof Y.Map)) throw new RangeError(`No list '${list}' in ${block}`)
  return rows
}

/**
 * Adds a row after another one (null: first, undefined: last) and returns its id.
 * Its Y types are born untracked; undo takes back only its `order`, which is what makes a row exist.
 */
export function addRow(
  doc: Y.Doc,
  block: BlockId,
  list: string,
  fields: Fields,
  values: JsonObject = {},
  place: { after?: RowId | null } = {},
): RowId {
  const rows = listAt(doc, block, list)
  const id = newId()
  doc.transact(() => {
    const record = new Y.Map<unknown>()
    fillFields(record, fields, values)
    rows.set(id, record)
  }, BIRTH_ORIGIN)
  const order = orderFor(rows, place.after, undefined)
  doc.transact(() => (rows.get(id) as Y.Map<unknown>).set('order', order), FIELD_ORIGIN)
  return id
}

/** Takes a row out of its list; its data stays, so undo and a concurrent edit lose nothing. */
export function removeRow(doc: Y.Doc, block: BlockId, list: string, row: RowId): void {
  const record = listAt(doc, block, list).get(row)
  if (record instanceof Y.Map && record.has('order')) doc.transact(() => record.delete('order'), FIELD_ORIGIN)
}

/** Moves a row behind another one, or to the front with null. */
export function moveRow(doc: Y.Doc, block: BlockId, list: string, row: RowId, after: RowId | null): void {
  const rows = listAt(doc, block, list)
  const record = rows.get(row)
  if (!(record instanceof Y.Map) || row === after) return
  const order = orderFor(rows, after, row)
  doc.transact(() => record.set('order', order), FIELD_ORIGIN)
}

/** An order key behind `after`. Two rows made apart may share a key; the later neighbour is then skipped over. */
function orderFor(list: Y.Map<unknown>, after: RowId | null | undefined, moving: RowId | undefined): string {
  const rows = rowsOf(list).filter(({ id }) => id !== moving)
  const index = after === undefined ? rows.length - 1 : after === null ? -1 : rows.findIndex(({ id }) => id === after)
  const orderOf = (at: number) => (rows[at]?.row.get('order') as string | undefined) ?? null
  const before = orderOf(index)
  let next = index + 1
  while (before !== null && orderOf(next) === before) next += 1
  return orderBetween(before, orderOf(next))
}
