import { FIELD_ORIGIN, roots } from '@concord/schema'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import { CARRY_ORIGIN } from './body/carried-letters.ts'
import { healEmptyRegisters, rememberOldRegisters } from './undo-heal.ts'

/** Where somebody was when an edit was made: enough to return there after undo or redo. */
export type UndoPlace = unknown

/** Knows where the caret is and how to put it back; `focus.ts` supplies the one that works on the page. */
export interface CaretKeeper {
  /** The present place, or null when nothing of the plan has the focus. */
  current(): UndoPlace
  /** Returns to a place as soon as the page shows the result. */
  restore(place: UndoPlace): void
}

/** My own undo over body, fields, rows and moves. Everybody else's edits are left alone. */
export interface PlanUndo {
  readonly manager: Y.UndoManager
  undo(): boolean
  redo(): boolean
  /** Ends the present undo step; the next edit begins a new one. */
  stopCapturing(): void
  /** Runs a structural command as one undo step of its own. */
  asOneStep<T>(command: () => T): T
  keepCaret(keeper: CaretKeeper): void
  destroy(): void
}

const place = Symbol('where the caret was')
const captureMilliseconds = 500

/** Builds the one undo manager of an open plan. */
export function createPlanUndo(doc: Y.Doc): PlanUndo {
  const { body, blocks, meta } = roots(doc)
  const manager = new Y.UndoManager([body, blocks, meta], {
    captureTimeout: captureMilliseconds,
    trackedOrigins: new Set<unknown>([ySyncPluginKey, FIELD_ORIGIN, CARRY_ORIGIN]),
    // The binding marks transactions that are not to be undone; only a manager of its own would look at the mark.
    captureTransaction: (transaction) => transaction.meta.get('addToHistory') !== false,
    deleteFilter: mayUndoDelete,
  })
  let keeper: CaretKeeper | null = null
  manager.on('stack-item-added', (event) => {
    rememberOldRegisters(event)
    // An item made while undoing is the redo item: it belongs where the undone edit was made.
    const origin = manager.currStackItem ?? event.stackItem
    const where = origin.meta.get(place) ?? keeper?.current()
    if (where) event.stackItem.meta.set(place, where)
  })
  manager.on('stack-item-updated', rememberOldRegisters)
  manager.on('stack-item-popped', ({ stackItem }) => {
    healEmptyRegisters(doc, stackItem)
    const where = stackItem.meta.get(place)
    if (where) keeper?.restore(where)
  })

  const destroyManager = manager.destroy.bind(manager)
  // The binding destroys a manager that it was given when its editor goes; ours lives as long as the plan is open.
  manager.destroy = () => {}

  const stopCapturing = () => manager.stopCapturing()
  return {
    manager,
    undo: () => manager.undo() !== null,
    redo: () => manager.redo() !== null,
    stopCapturing,
    asOneStep: (command) => {
      stopCapturing()
      try {
        return command()
      } finally {
        stopCapturing()
      }
    },
    keepCaret: (next) => {
      keeper = next
    },
    destroy: destroyManager,
  }
}

/**
 * Which items undo may delete when it takes back their insertion: never a Y type of a block (its map, a row, a text),
 * never the text of a line, in which somebody else may be typing, and a node of the body only when nothing is left in
 * it. Yjs deletes what is inside first, so what is left by then was put there by somebody else.
 */
function mayUndoDelete(item: Y.Item): boolean {
  if (!(item.content instanceof Y.ContentType)) return true
  const { type } = item.content
  return (
    type instanceof Y.XmlElement && type.toArray().every((child) => child instanceof Y.XmlText && child.length === 0)
  )
}
