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
  const position = positionOfBlock(view.state.doc, id)
  if (position === null) return false
  view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, position)).scrollIntoView())
  view.focus()
  return true
}
