import { type EditorState, NodeSelection, Plugin } from '@tiptap/pm/state'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import { focusSelection, positionOfBlock } from './place-in-editor.ts'
import { restAt } from './resting-place.ts'
import { selectedBlock } from './selected-block.ts'

/**
 * Keeps a card selected while the plan changes around it. The binding finds a selected node again by its place alone:
 * after a move or a removal that is whatever stands there now, a heading for instance, and the next letter would
 * replace it as a whole. So the card is found by its id, and when it is gone the caret rests where it stood.
 */
export const steadySelection = () =>
  new Plugin({
    appendTransaction: (transactions, before, after) => {
      const id = selectedBlock(before)
      if (id === null || selectedBlock(after) === id) return null
      // What the editor does by itself chooses its own selection.
      if (!transactions.some((transaction) => transaction.getMeta(ySyncPluginKey)?.isChangeOrigin)) return null
      const position = positionOfBlock(after.doc, id)
      const selection =
        position === null ? restAt(after, placeOfGone(before, after)) : NodeSelection.create(after.doc, position)
      return after.tr.setSelection(selection).setMeta('addToHistory', false)
    },
    // The browser still moves its own caret after the focus came out of the card's field.
    view: () => ({
      update: (view, before) => {
        const id = selectedBlock(before)
        if (
          id !== null &&
          selectedBlock(view.state) !== id &&
          view.hasFocus() &&
          positionOfBlock(view.state.doc, id) === null
        )
          focusSelection(view)
      },
    }),
  })

/** Where the selected card stood, told from what did not change before or behind it; the binding makes all nodes anew. */
function placeOfGone({ doc, selection }: EditorState, after: EditorState): number {
  const start = doc.content.findDiffStart(after.doc.content) ?? 0
  const end = doc.content.findDiffEnd(after.doc.content)
  return start < selection.from && end?.a === selection.to ? end.b : start
}
