import { GapCursor } from '@tiptap/pm/gapcursor'
import { type EditorState, Selection } from '@tiptap/pm/state'

/**
 * Where the caret rests between two nodes of the body when what stood there is gone: at the end of the line before,
 * between two cards where the next letter begins a line, else at the beginning of what follows.
 */
export function restAt({ doc }: EditorState, position: number): Selection {
  const $at = doc.resolve(position)
  const { nodeBefore } = $at
  if (nodeBefore && !nodeBefore.isAtom) return Selection.findFrom($at, -1, true) ?? Selection.near($at)
  return isGap($at) ? new GapCursor($at) : Selection.near($at, 1)
}

/** ProseMirror's own check of where a gap cursor may stand is not in its types. */
export const isGap = ($position: GapCursor['$head']): boolean =>
  (GapCursor as unknown as { valid: (at: typeof $position) => boolean }).valid($position)
