import type { PlanSession } from '@concord/blocks'
import type { Editor } from '@tiptap/core'
import type { Match } from './find.ts'

/** Where the words of a match are written: in a text field of a card, or in the text of the plan. */
type Place =
  | { readonly field: HTMLTextAreaElement; readonly from: number; readonly to: number }
  | { readonly field: null; readonly from: number; readonly to: number }

/** Where a match can be replaced; null for numbers, choices and what is calculated. */
function placeOf(match: Match, editor: Editor): Place | null {
  if ('input' in match) return null
  const { range, line, at } = match
  const field = line?.previousElementSibling
  if (field instanceof HTMLTextAreaElement && field.dataset.fk !== undefined)
    return field.readOnly ? null : { field, from: at, to: at + range.toString().length }
  const { view } = editor
  const isProse = range.startContainer.parentElement?.closest('[contenteditable]') === view.dom
  if (!isProse || !editor.isEditable) return null
  return {
    field: null,
    from: view.posAtDOM(range.startContainer, range.startOffset),
    to: view.posAtDOM(range.endContainer, range.endOffset),
  }
}

/**
 * Writes `text` in place of the matches, as one undo step. Returns how many could be replaced.
 * From the last to the first, so that those before keep their place.
 */
export function replaceAll(matches: readonly Match[], text: string, editor: Editor, { undo }: PlanSession): number {
  const places = matches.flatMap((match) => placeOf(match, editor) ?? []).sort((a, b) => b.from - a.from)
  undo.asOneStep(() => {
    const { tr } = editor.state
    const fields = new Set<HTMLTextAreaElement>()
    for (const place of places) {
      if (place.field === null) tr.insertText(text, place.from, place.to)
      else {
        place.field.setRangeText(text, place.from, place.to, 'end')
        fields.add(place.field)
      }
    }
    if (tr.docChanged) editor.view.dispatch(tr)
    // The binding of a field writes what an input event tells it.
    for (const field of fields) field.dispatchEvent(new InputEvent('input', { bubbles: true }))
  })
  return places.length
}
