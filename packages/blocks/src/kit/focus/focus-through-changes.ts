import type { BlockId, FieldKey } from '@concord/schema'
import type { EditorView } from '@tiptap/pm/view'
import type * as Y from 'yjs'
import { indexOfBlock, restoreBlock } from '../block-commands.ts'
import { blockAt, fieldElement, isTextControl } from '../field-element.ts'
import { focusSelection, selectBlock } from '../plan-block/place-in-editor.ts'
import { selectedBlock } from '../plan-block/selected-block.ts'
import type { PlanSession } from '../session.ts'

interface Held {
  readonly element: HTMLElement
  readonly key: FieldKey | null
  readonly block: BlockId
  readonly selection: readonly [number, number, 'forward' | 'backward' | 'none'] | null
}

/**
 * Gives the focus back after a change of the Y.Doc took the focused card out of the page: into the same field when the
 * card only moved, to the block before it when somebody removed it, to the caret when I did. It runs before the next
 * key can arrive, so no key is lost. Returns how to stop.
 */
export function focusThroughChanges(session: PlanSession, view: EditorView): () => void {
  const { doc } = session
  let held: Held | null = null
  const before = () => {
    held = hold(view)
  }
  const after = (_: Y.Doc, transactions: readonly Y.Transaction[]) => {
    const was = held
    held = null
    if (!was) return
    if (document.activeElement === was.element) {
      if (was.element !== view.dom || selectedBlock(view.state) === was.block) return
    } else {
      // Somebody, or a command, has put the focus elsewhere on purpose.
      if (document.activeElement && document.activeElement !== document.body) return
      if (giveBack(was)) return
    }
    if (indexOfBlock(doc, was.block) >= 0) return
    if (transactions.every(({ local }) => local)) focusSelection(view)
    else leaveRemoved(session, view, was)
  }
  doc.on('beforeAllTransactions', before)
  doc.on('afterAllTransactions', after)
  return () => {
    doc.off('beforeAllTransactions', before)
    doc.off('afterAllTransactions', after)
  }
}

/** Where the focus is now. Runs before every transaction, so also on every key: it only looks. */
function hold(view: EditorView): Held | null {
  const element = document.activeElement
  if (!(element instanceof HTMLElement)) return null
  const block = element === view.dom ? selectedBlock(view.state) : blockAt(element)
  if (!block || (element !== view.dom && !element.closest('.plan-block'))) return null
  const {
    selectionStart: start,
    selectionEnd: end,
    selectionDirection,
  } = isTextControl(element) ? element : noSelection
  return {
    element,
    key: element.closest<HTMLElement>('[data-fk]')?.dataset.fk ?? null,
    block,
    selection: start === null || end === null ? null : [start, end, selectionDirection ?? 'none'],
  }
}

const noSelection = { selectionStart: null, selectionEnd: null, selectionDirection: null }

/** Into the same element where it is on the page again, else into the field with its key. */
function giveBack({ element, key, selection }: Held): boolean {
  const target = element.isConnected ? element : key ? fieldElement(document, key) : null
  if (!target) return false
  target.focus({ preventScroll: true })
  if (selection && isTextControl(target)) target.setSelectionRange(...selection)
  return document.activeElement === target
}

/** The focused card was removed by somebody else: go to what stands before it, say so, offer to bring it back. */
function leaveRemoved(session: PlanSession, view: EditorView, { block }: Held): void {
  const { doc, store, actions } = session
  // The plan as the page last showed it still knows where the card stood.
  const { order, blocks } = store.settledPlan().content
  const previous = order.slice(0, Math.max(0, order.indexOf(block))).findLast((id) => indexOfBlock(doc, id) >= 0)
  if (previous === undefined || !selectBlock(view, previous)) view.focus()
  const kind = blocks.get(block)?.kind ?? ''
  const restore = () => restoreBlock(session, block, kind, previous === undefined ? 0 : indexOfBlock(doc, previous) + 1)
  actions.onRemovedUnderMe?.({ id: block, kind, restore })
}
