import { type BlockId, PLAN_BLOCK } from '@concord/schema'
import { type EditorState, NodeSelection } from '@tiptap/pm/state'

/** The id of a card that is selected as a whole; null for any other selection. */
export function selectedBlock({ selection }: EditorState): BlockId | null {
  return selection instanceof NodeSelection && selection.node.type.name === PLAN_BLOCK
    ? String(selection.node.attrs.id)
    : null
}
