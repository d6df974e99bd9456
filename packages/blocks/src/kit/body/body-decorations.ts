import { PLAN_BLOCK } from '@concord/schema'
import { type EditorState, NodeSelection, Plugin } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'

/** Marks the cards inside a selected range, which get no highlight of their own, and says what an empty line is for. */
export const bodyDecorations = (placeholder: string, isEditable: () => boolean) =>
  new Plugin({
    props: {
      decorations: (state) =>
        state.selection.empty ? emptyLine(state, placeholder, isEditable()) : selectedCards(state),
    },
  })

function selectedCards(state: EditorState): DecorationSet | null {
  const { selection, doc } = state
  if (selection instanceof NodeSelection) return null
  const decorations: Decoration[] = []
  doc.nodesBetween(selection.from, selection.to, (node, position) => {
    if (node.type.name === PLAN_BLOCK)
      decorations.push(Decoration.node(position, position + node.nodeSize, { class: 'in-selection' }))
    return !node.isTextblock
  })
  return decorations.length > 0 ? DecorationSet.create(doc, decorations) : null
}

function emptyLine({ selection, doc }: EditorState, placeholder: string, editable: boolean): DecorationSet | null {
  const { $head } = selection
  const { parent } = $head
  if (!editable || parent.type.name !== 'paragraph' || parent.content.size > 0 || $head.depth !== 1) return null
  return DecorationSet.create(doc, [
    Decoration.node($head.before(), $head.after(), { class: 'empty-line', 'data-placeholder': placeholder }),
  ])
}
