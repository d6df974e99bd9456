import { GapCursor } from '@tiptap/pm/gapcursor'
import { NodeSelection, Selection, TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { blockAt, isTextControl } from '../field-element.ts'
import { fieldsOf } from '../field-order.ts'
import { positionOfBlock } from '../plan-block/place-in-editor.ts'
import { isGap } from '../plan-block/resting-place.ts'
import { mirrorOf } from '../text/shared-text.tsx'

const steps: Readonly<Record<string, 1 | -1>> = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 }

/**
 * Arrows at the edge of a field lead to the next field of the card and, from the last one, out into the text. Inside
 * a text they move the caret as everywhere; a grid, a list or a date that uses arrows itself has prevented the event.
 */
export function onFieldArrow(event: KeyboardEvent, view: EditorView): void {
  const step = steps[event.key]
  if (!step || event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return
  const field = (event.target as Element).closest<HTMLElement>('[data-fk]')
  const card = field?.closest<HTMLElement>('[data-block]')
  if (!field || !card || !view.dom.contains(card)) return
  const sideways = event.key === 'ArrowLeft' || event.key === 'ArrowRight'
  if (!isAtEdge(field, step, sideways)) return
  const fields = fieldsOf(card)
  const next = fields[fields.indexOf(field) + step]
  event.preventDefault()
  if (next) enter(next, step)
  else leaveCard(view, blockAt(card) ?? '', step)
}

function isAtEdge(field: HTMLElement, step: 1 | -1, sideways: boolean): boolean {
  if (!isTextControl(field)) return true
  const { selectionStart: start, selectionEnd: end, value } = field
  if (start === null || start !== end) return false
  if (sideways) return start === (step < 0 ? 0 : value.length)
  const mirror = mirrorOf(field)
  return mirror ? mirror.isOnEdgeLine(start, step < 0 ? 'first' : 'last') : true
}

function enter(field: HTMLElement, step: 1 | -1): void {
  field.focus()
  if (!isTextControl(field)) return
  const at = step > 0 ? 0 : field.value.length
  field.setSelectionRange(at, at)
}

/** Out of the card into what stands beside it; behind the last card of a plan a line to write on appears. */
function leaveCard(view: EditorView, block: string, step: 1 | -1): void {
  const { state } = view
  const position = positionOfBlock(state.doc, block)
  const node = position === null ? null : state.doc.nodeAt(position)
  if (position === null || !node) return
  const $edge = state.doc.resolve(step < 0 ? position : position + node.nodeSize)
  const neighbour = step < 0 ? $edge.nodeBefore : $edge.nodeAfter
  const text = neighbour?.isTextblock || (neighbour && !neighbour.isAtom) ? Selection.findFrom($edge, step, true) : null
  const tr = state.tr
  if (text) tr.setSelection(text)
  else if (isGap($edge)) tr.setSelection(new GapCursor($edge))
  else if (neighbour)
    tr.setSelection(NodeSelection.create(state.doc, step < 0 ? $edge.pos - neighbour.nodeSize : $edge.pos))
  else {
    const paragraph = state.schema.nodes.paragraph?.create()
    if (!paragraph) return
    tr.insert($edge.pos, paragraph).setSelection(TextSelection.create(tr.doc, $edge.pos + 1))
  }
  view.dispatch(tr.scrollIntoView())
  view.focus()
}
