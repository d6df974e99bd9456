import type { Schema } from '@tiptap/pm/model'
import { Plugin, Selection } from '@tiptap/pm/state'
import { selectedBlock } from '../kit/plan-block/selected-block.ts'
import type { PlanSession } from '../kit/session.ts'
import { kitWords } from '../words.ts'
import { copiedText, copySerializer } from './copy-out.ts'
import { type PastedFields, placePasted, takeFields } from './paste-in.ts'
import { largestPaste, tooManyLines } from './spreadsheet.ts'
import { withSmallSpans } from './table-spans.ts'
import { listsOfWord } from './word-lists.ts'

const nothing: PastedFields = new Map()

/** Copy, cut and paste of the body with its cards, inside a plan, between plans, and out to other programs. */
export function planClipboard(session: PlanSession, schema: Schema): Plugin {
  let fields = nothing
  return new Plugin({
    props: {
      clipboardSerializer: copySerializer(session, schema),
      clipboardTextSerializer: (slice) => copiedText(session, slice),
      handleDOMEvents: { paste: (_view, event) => refusePaste(event, session) },
      // Halves of letters are made whole before they are written: others would get something else than I see.
      transformPastedText: (text) => text.toWellFormed(),
      transformPastedHTML: (html) => {
        const taken = takeFields(session.doc, listsOfWord(withSmallSpans(html.toWellFormed())))
        fields = taken.fields
        return taken.html
      },
      // It runs for a drag inside the editor as well: a card that is moved keeps its id.
      transformPasted: (slice, view) => (view.dragging?.move ? slice : placePasted(session.doc, slice, fields)),
      handlePaste: (view, _event, slice) => {
        fields = nothing
        if (selectedBlock(view.state) === null) return false
        // Beside the selected card, not in its place.
        const at = view.state.selection.to
        const tr = view.state.tr.replaceRange(at, at, slice)
        view.dispatch(tr.setSelection(Selection.near(tr.doc.resolve(tr.mapping.map(at)), -1)).scrollIntoView())
        return true
      },
    },
  })
}

/** What cannot be pasted is said before anything is read: a picture alone, and a table that would freeze the page. */
function refusePaste(event: ClipboardEvent, { actions }: PlanSession): boolean {
  const data = event.clipboardData
  const size = Math.max(data?.getData('text/html').length ?? 0, data?.getData('text/plain').length ?? 0)
  const refusal =
    size === 0 && (data?.files.length ?? 0) > 0
      ? kitWords.paste.files
      : size > largestPaste
        ? kitWords.paste.tooLarge(Math.ceil(size / 1_000_000))
        : data && tooManyLines(data)
  if (!refusal) return false
  event.preventDefault()
  actions.onRefused?.(refusal)
  return true
}
