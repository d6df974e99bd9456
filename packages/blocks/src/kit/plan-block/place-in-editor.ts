import { type BlockId, PLAN_BLOCK } from '@concord/schema'
import type { Node as ProseMirrorNode } from '@tiptap/pm/model'
import { NodeSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

/** Position of the atom of a block in a document; null when it is not there. */
export function positionOfBlock(doc: ProseMirrorNode, id: BlockId): number | null {
  let found: number | null = null
  doc.descendants((node, position) => {
    if (found !== null || node.isTextblock) return false
    if (node.type.name === PLAN_BLOCK && node.attrs.id === id) found = position
    return found === null
  })
  return found
}

/** The drawn card of a block. */
export const cardElement = (view: EditorView, id: BlockId): HTMLElement | null =>
  view.dom.querySelector<HTMLElement>(`[data-block="${CSS.escape(id)}"]`)

/** Selects a block as a whole and gives the editor the focus; false when it is not in the body. */
export function selectBlock(view: EditorView, id: BlockId): boolean {
  if (!selectQuietly(view, id)) return false
  view.dispatch(view.state.tr.scrollIntoView())
  focusSelection(view)
  return true
}

/** Selects a block as a whole and leaves the focus where it is; false when it is not in the body. */
export function selectQuietly(view: EditorView, id: BlockId): boolean {
  const position = positionOfBlock(view.state.doc, id)
  if (position === null) return false
  view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, position)))
  return true
}

/** The part of ProseMirror that reads the browser's caret; not in its types. While it is told not to, it shows its own. */
interface CaretReader {
  suppressingSelectionUpdates: boolean
}

/** Longest time for which the browser's caret is not believed; its own move comes long before. */
const SETTLE_MS = 2000

const modifiers: ReadonlySet<string> = new Set(['Alt', 'Control', 'Meta', 'Shift'])

/**
 * Gives the editor the focus with the selection it has. A browser puts the caret at the beginning of a text that gets
 * the focus from a field, and does so only after the key that moved it: taken for a choice of the reader, the next
 * letter would go into the first heading. So until the reader does something the caret is shown, not read.
 */
export function focusSelection(view: EditorView): void {
  const reader = (view as unknown as { domObserver: CaretReader }).domObserver
  const page = view.dom.ownerDocument
  const { selection } = view.state
  const done = new AbortController()
  view.focus()
  reader.suppressingSelectionUpdates = true
  const believe = (event?: Event) => {
    // Holding a modifier down is not yet doing anything.
    if (event instanceof KeyboardEvent && modifiers.has(event.key)) return
    done.abort()
    clearTimeout(timer)
    reader.suppressingSelectionUpdates = false
    // A key is for what is selected, wherever the browser shows its caret.
    const isOurs = !view.isDestroyed && view.hasFocus() && view.state.selection.eq(selection)
    if (isOurs && event?.type !== 'pointerdown') view.focus()
  }
  const timer = setTimeout(believe, SETTLE_MS)
  for (const doing of ['keydown', 'pointerdown'])
    page.addEventListener(doing, believe, { capture: true, signal: done.signal })
}
