import * as blocks from './edit-blocks.ts'
import * as body from './edit-body.ts'
import * as fields from './edit-fields.ts'
import * as structure from './edit-structure.ts'
import type { LetterLedger, MayRemove } from './letter-ledger.ts'
import type { EditName } from './operation.ts'
import type { Player } from './player.ts'

/** How an edit is made; returns what it may remove. */
export type Edit = (player: Player, letters: LetterLedger) => MayRemove

/** Every edit as Concord makes it. */
export const edits: Readonly<Record<EditName, Edit>> = {
  typeInField: fields.typeInField,
  deleteInField: fields.deleteInField,
  setRegister: fields.setSomeRegister,
  setCell: fields.setSomeCell,
  addRow: fields.addSomeRow,
  moveRow: fields.moveSomeRow,
  removeRow: fields.removeSomeRow,
  insertBlock: blocks.insertSomeBlock,
  moveBlock: blocks.moveSomeBlock,
  deleteBlock: blocks.deleteSomeBlock,
  duplicateBlock: blocks.duplicateSomeBlock,
  restoreBlock: blocks.restoreSomeBlock,
  cutBlock: blocks.cutSomeBlock,
  pasteBlock: blocks.pasteSomeBlock,
  typeInBody: body.typeInBody,
  deleteInBody: body.deleteInBody,
  insertLine: body.insertLine,
  splitLine: body.splitLine,
  deleteLine: body.deleteLine,
  markText: body.markText,
  turnLine: structure.turnLine,
  joinLines: structure.joinLines,
  indentItem: structure.indentItem,
  undo: ({ peer }) => {
    peer.undo.undo()
    return 'own'
  },
  redo: ({ peer }) => {
    peer.undo.redo()
    return 'own'
  },
}
