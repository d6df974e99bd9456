/**
 * One step of a run as plain data: who, what, and numbers that are read against the plan as it is when the step is
 * made. A step that means nothing there does nothing, so any part of a list of steps is again a run.
 */
export interface Operation {
  readonly peer: number
  readonly name: OperationName
  readonly picks: readonly number[]
}

/** What a person does. */
export const editNames = [
  'typeInField',
  'deleteInField',
  'setRegister',
  'setCell',
  'addRow',
  'moveRow',
  'removeRow',
  'insertBlock',
  'moveBlock',
  'deleteBlock',
  'duplicateBlock',
  'restoreBlock',
  'cutBlock',
  'pasteBlock',
  'typeInBody',
  'deleteInBody',
  'insertLine',
  'splitLine',
  'deleteLine',
  'markText',
  'turnLine',
  'joinLines',
  'indentItem',
  'undo',
  'redo',
] as const
export type EditName = (typeof editNames)[number]

/** What the network does. */
export const networkNames = ['deliver', 'drop', 'part', 'exchange', 'heal'] as const
export type NetworkName = (typeof networkNames)[number]

export type OperationName = EditName | NetworkName

/** A whole run: how many peers, and every step. */
export interface Run {
  readonly seed: number
  readonly peers: number
  readonly operations: readonly Operation[]
}
