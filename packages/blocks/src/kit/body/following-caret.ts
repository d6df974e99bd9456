import { Selection } from '@tiptap/pm/state'
import { relativePositionToAbsolutePosition } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import type { Gone } from './line-items.ts'
import type { Binding } from './steady-binding.ts'

/** Where the caret stood in a text that somebody else took away. */
export interface LostCaret {
  /** How many letters stood before it, as the text was when it went. */
  readonly index: number
  /** Where the binding put it instead; when it is not there any more, somebody has put it where he wants it. */
  readonly put: Selection
}

/** Where the caret stood in a text that went; null when it was not there. Ask before the transaction is over. */
export function lostCaret(
  text: Y.XmlText,
  gone: Gone,
  { beforeTransactionSelection, prosemirrorView }: Binding,
): LostCaret | null {
  const at = beforeTransactionSelection?.anchor
  if (!at || !prosemirrorView) return null
  const put = prosemirrorView.state.selection
  // The binding holds on to the letter before the caret, or to the text itself at its beginning.
  if (at.item === null) return at.type && text._item && Y.compareIDs(at.type, text._item.id) ? { index: 0, put } : null
  let index = 0
  for (let item = text._start; item; item = item.right) {
    if (item.deleted && !gone.has(item)) continue
    if (covers(item, at.item)) return { index: index + at.item.clock - item.id.clock + 1, put }
    if (item.countable) index += item.length
  }
  return null
}

const covers = ({ id, length }: Y.Item, { client, clock }: Y.ID) =>
  id.client === client && id.clock <= clock && clock < id.clock + length

/** Nobody has put the caret elsewhere since. */
export const isStill = ({ put }: LostCaret, { prosemirrorView }: Binding): boolean =>
  prosemirrorView?.state.selection.eq(put) ?? false

/** Puts the caret into the text that stands for the lost one, so that the next letter goes there as well. */
export function moveCaret(to: Y.XmlText, index: number, { prosemirrorView: view, doc, type, mapping }: Binding): void {
  const place = Y.createRelativePositionFromTypeIndex(to, index, -1)
  const position = relativePositionToAbsolutePosition(doc, type, place, mapping)
  // Where something unknown is shown by a stand-in, what lies in it has no place on the page.
  if (!view || position === null || position > view.state.doc.content.size) return
  const { state } = view
  const selection = Selection.near(state.doc.resolve(position))
  view.dispatch(state.tr.setSelection(selection).setMeta('addToHistory', false))
}
