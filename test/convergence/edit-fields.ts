import {
  addRow,
  blocksRoot,
  cellPath,
  FIELD_ORIGIN,
  META,
  moveRow,
  removeRow,
  rowsOf,
  setRegister,
  textAt,
  valueAt,
} from '@concord/schema'
import * as Y from 'yjs'
import {
  blocksInBody,
  type EditableField,
  type EditableList,
  editableFields,
  editableLists,
  someValue,
} from './fields.ts'
import type { LetterLedger, MayRemove } from './letter-ledger.ts'
import type { Player } from './player.ts'

/** A block to edit: mostly one in the body, at times the plan's own fields or a block that was taken out meanwhile. */
function someBlock({ peer, pick }: Player): string | null {
  const hidden = pick(8) === 0
  const blocks = hidden ? [META, ...blocksRoot(peer.doc).keys()].sort() : blocksInBody(peer.doc)
  return blocks[pick(blocks.length)] ?? null
}

function someField(player: Player, home: EditableField['field']['home']): EditableField | null {
  const block = someBlock(player)
  const fields = block ? editableFields(player.peer, block, home) : []
  return fields[player.pick(fields.length)] ?? null
}

function someList(player: Player): EditableList | null {
  const block = someBlock(player)
  const lists = block ? editableLists(player.peer, block) : []
  return lists[player.pick(lists.length)] ?? null
}

export function typeInField(player: Player, letters: LetterLedger): MayRemove {
  const place = someField(player, 'text')
  const text = place && textAt(player.peer.doc, place.block, place.path)
  if (!text) return null
  const at = player.pick(text.length + 1)
  const typed = letters.letters(1 + player.pick(5))
  player.peer.doc.transact(() => text.insert(at, typed), FIELD_ORIGIN)
  return null
}

export function deleteInField(player: Player): MayRemove {
  const place = someField(player, 'text')
  const text = place && textAt(player.peer.doc, place.block, place.path)
  if (!text || text.length === 0) return null
  const at = player.pick(text.length)
  const length = Math.min(text.length - at, 1 + player.pick(4))
  const letters = text.toString().slice(at, at + length)
  player.peer.doc.transact(() => text.delete(at, length), FIELD_ORIGIN)
  return { letters }
}

export function setSomeRegister(player: Player): MayRemove {
  const place = someField(player, 'register')
  if (!place) return null
  setRegister(
    player.peer.doc,
    place.block,
    place.path,
    someValue(place.field, player.pick(2 ** 31), blocksInBody(player.peer.doc)),
  )
  return null
}

export function setSomeCell(player: Player): MayRemove {
  const place = someField(player, 'series')
  if (!place || !(valueAt(player.peer.doc, place.block, place.path) instanceof Y.Map)) return null
  const path = cellPath(place.path, `2026-Q${1 + player.pick(4)}`)
  setRegister(player.peer.doc, place.block, path, someValue(place.field, player.pick(2 ** 31), []))
  return null
}

const rowIds = ({ peer }: Player, { block, list }: EditableList): string[] => {
  const rows = valueAt(peer.doc, block, list)
  return rows instanceof Y.Map ? rowsOf(rows).map(({ id }) => id) : []
}

export function addSomeRow(player: Player): MayRemove {
  const list = someList(player)
  if (!list) return null
  const rows = rowIds(player, list)
  const after = rows[player.pick(rows.length + 1)] ?? null
  addRow(player.peer.doc, list.block, list.list, list.fields, {}, { after })
  return null
}

export function moveSomeRow(player: Player): MayRemove {
  const list = someList(player)
  const rows = list ? rowIds(player, list) : []
  const row = rows[player.pick(rows.length)]
  if (list && row) moveRow(player.peer.doc, list.block, list.list, row, rows[player.pick(rows.length + 1)] ?? null)
  return null
}

export function removeSomeRow(player: Player): MayRemove {
  const list = someList(player)
  const rows = list ? rowIds(player, list) : []
  const row = rows[player.pick(rows.length)]
  if (list && row) removeRow(player.peer.doc, list.block, list.list, row)
  return null
}
