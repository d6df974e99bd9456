import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { blockAt, fieldKeyAt } from './field-element.ts'
import { onFieldArrow } from './focus/arrow-keys.ts'
import { caretKeeper } from './focus/caret-keeper.ts'
import { focusThroughChanges } from './focus/focus-through-changes.ts'
import { keepOpenDrafts } from './inputs/open-drafts.ts'
import { focusSelection, selectBlock, selectQuietly } from './plan-block/place-in-editor.ts'
import type { PlanSession } from './session.ts'

/** Sent to the body of a plan by a part beside it whose focus has nowhere else to return to. */
export const TEXT_FOCUS = 'text-focus'

/**
 * Where the keyboard is, over body and fields together: undo steps end when the focus moves, others see which field I
 * am in, arrows lead from field to field and out of a card, undo works also when nothing has the focus, and a card
 * that somebody else moves under my hands keeps my caret.
 */
export const keepFocus = (session: PlanSession) =>
  new Plugin({
    view: (view) => {
      const { undo, carets } = session
      const page = view.dom.ownerDocument
      undo.keepCaret(caretKeeper(session, view))
      const stopThrough = focusThroughChanges(session, view)

      const onFocusIn = (event: FocusEvent) => {
        undo.stopCapturing()
        const target = event.target as Element
        // The verbs of a handle are about its card, and what is removed by them leaves the caret in its place.
        if (target.matches('[data-drag-handle]')) selectQuietly(view, blockAt(target) ?? '')
        const field = target.closest<HTMLElement>('[data-fk]')
        // A text announces its caret itself, with positions.
        if (field && !field.matches('textarea')) carets.announce(field.dataset.fk ?? null)
      }
      const onFocusOut = (event: FocusEvent) => {
        undo.stopCapturing()
        if (!fieldKeyAt(event.relatedTarget as Element | null)) carets.announce(null)
      }
      const onKeyDown = (event: KeyboardEvent) => {
        if (event.defaultPrevented || event.isComposing) return
        if (isUndoKey(event)) {
          if (!ownsUndo(event.target as Element, view)) undoByKey(event, session)
        } else if (event.key === 'Escape') leaveToBlock(event, view)
        else onFieldArrow(event, view)
      }
      // A phone puts a page aside without asking; a tab is asked about, since what was just kept is not saved yet.
      const onLeave = (event: Event) => {
        if (keepOpenDrafts() && event.type === 'beforeunload') event.preventDefault()
      }
      const leavings = ['beforeunload', 'pagehide'] as const
      for (const leaving of leavings) window.addEventListener(leaving, onLeave)
      const onTextFocus = () => focusSelection(view)
      view.dom.addEventListener(TEXT_FOCUS, onTextFocus)
      page.addEventListener('focusin', onFocusIn)
      page.addEventListener('focusout', onFocusOut)
      page.addEventListener('keydown', onKeyDown)
      return {
        destroy: () => {
          for (const leaving of leavings) window.removeEventListener(leaving, onLeave)
          view.dom.removeEventListener(TEXT_FOCUS, onTextFocus)
          page.removeEventListener('focusin', onFocusIn)
          page.removeEventListener('focusout', onFocusOut)
          page.removeEventListener('keydown', onKeyDown)
          stopThrough()
          carets.announce(null)
        },
      }
    },
  })

/** Escape in a field goes one step out: to its card as a whole, where arrows lead on through the plan. */
function leaveToBlock(event: KeyboardEvent, view: EditorView): void {
  const target = event.target as Element
  const block = target !== view.dom && view.dom.contains(target) ? blockAt(target) : null
  if (block !== null && selectBlock(view, block)) event.preventDefault()
}

const isUndoKey = (event: KeyboardEvent) =>
  (event.ctrlKey || event.metaKey) && !event.altKey && ['z', 'y'].includes(event.key.toLowerCase())

/** Controls outside the plan (a search box, a dialog) keep their own undo; the body's editor has run ours already. */
function ownsUndo(target: Element, view: EditorView): boolean {
  if (view.hasFocus() || target === view.dom) return true
  return target.matches('input, textarea, [contenteditable="true"]') && !target.closest('[data-fk]')
}

function undoByKey(event: KeyboardEvent, { undo }: PlanSession): void {
  event.preventDefault()
  if (event.shiftKey || event.key.toLowerCase() === 'y') undo.redo()
  else undo.undo()
}
