import { type FieldKey, parseFieldKey, textAt } from '@concord/schema'
import { TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { relativePositionToAbsolutePosition, ySyncPluginKey, yUndoPluginKey } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import { indexIn } from '../field-carets.ts'
import { fieldElement, isTextControl } from '../field-element.ts'
import type { PlanSession } from '../session.ts'
import type { CaretKeeper } from '../undo.ts'

interface BodySelection {
  readonly anchor: Y.RelativePosition | null
  readonly head: Y.RelativePosition | null
}
type Place =
  | { readonly field: FieldKey; readonly anchor: Y.RelativePosition | null; readonly head: Y.RelativePosition | null }
  | { readonly body: BodySelection }

/**
 * Returns the caret to where an undone or redone edit was made: the field by its key, or the place in the body.
 * Only relative positions are kept, since the binding replaces the whole document on every remote change.
 */
export function caretKeeper(session: PlanSession, view: EditorView): CaretKeeper {
  let frame = 0
  return {
    current: () => fieldPlace(session) ?? bodyPlace(view),
    restore: (place) => {
      const where = place as Place
      // Whoever has pressed a key or the pointer meanwhile is somewhere else on purpose.
      const page = view.dom.ownerDocument
      const acted = new AbortController()
      for (const act of ['keydown', 'pointerdown'])
        page.addEventListener(act, () => acted.abort(), { capture: true, signal: acted.signal })
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => {
        if (acted.signal.aborted) return
        acted.abort()
        if ('field' in where) restoreField(session, where)
        else restoreBody(view, where.body)
      })
    },
  }
}

function fieldPlace({ doc }: PlanSession): Place | null {
  const element = document.activeElement
  const field = element?.closest<HTMLElement>('[data-fk]')?.dataset.fk
  if (!element || !field) return null
  const text = textOf(doc, field)
  if (!text || !isTextControl(element)) return { field, anchor: null, head: null }
  const position = (index: number | null) => Y.createRelativePositionFromTypeIndex(text, index ?? 0, -1)
  return { field, anchor: position(element.selectionStart), head: position(element.selectionEnd) }
}

function textOf(doc: Y.Doc, key: FieldKey): Y.Text | undefined {
  const place = parseFieldKey(key)
  return place && textAt(doc, place.block, place.path)
}

function restoreField({ doc }: PlanSession, { field, anchor, head }: Extract<Place, { field: FieldKey }>): void {
  const element = fieldElement(document, field)
  if (!element) return
  element.focus()
  const text = textOf(doc, field)
  const [start, end] = text ? [indexIn(text, anchor), indexIn(text, head)] : [null, null]
  if (isTextControl(element) && start !== null && end !== null)
    element.setSelectionRange(Math.min(start, end), Math.max(start, end))
}

function bodyPlace(view: EditorView): Place | null {
  const body = view.hasFocus() ? (yUndoPluginKey.getState(view.state)?.prevSel as BodySelection | null) : null
  return body ? { body } : null
}

function restoreBody(view: EditorView, { anchor, head }: BodySelection): void {
  const state = ySyncPluginKey.getState(view.state)
  const resolve = (position: Y.RelativePosition | null): number | null =>
    position && state?.binding
      ? relativePositionToAbsolutePosition(state.doc, state.type, position, state.binding.mapping)
      : null
  const [from, to] = [resolve(anchor), resolve(head)]
  view.focus()
  if (from === null || to === null) return
  const { doc } = view.state
  const $at = (position: number) => doc.resolve(Math.min(position, doc.content.size))
  view.dispatch(view.state.tr.setSelection(TextSelection.between($at(from), $at(to))).scrollIntoView())
}
