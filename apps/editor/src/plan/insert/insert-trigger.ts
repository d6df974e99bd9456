import { Extension } from '@tiptap/core'
import { type EditorState, Plugin, PluginKey, TextSelection } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'

/** The open insert menu, as the text before the caret says it. */
export interface InsertQuery {
  /** What was typed behind the slash. */
  readonly text: string
  /** Where the slash stands; good for this editor state only. */
  readonly from: number
  readonly to: number
}

interface TriggerState {
  readonly isOpen: boolean
  /** The slash was put there by the "+" button: without a choice it goes again. */
  readonly isOurs: boolean
}

const key = new PluginKey<TriggerState>('insertTrigger')
const closed: TriggerState = { isOpen: false, isOurs: false }
/** Longer than this it is a sentence that happens to hold a slash. */
const LONGEST_QUERY = 24

/** The menu's keys, while it is open. Returns true when it took one. */
export type InsertKeys = (event: KeyboardEvent) => boolean

/**
 * Opens the insert menu when a slash is typed at the start of a line or after a space. No position is kept: what is
 * typed is read from the text before the caret each time, so that others may edit around it.
 */
export const insertTrigger = (keys: { current: InsertKeys | null }) =>
  Extension.create({
    name: 'insertTrigger',
    priority: 1200,
    addProseMirrorPlugins() {
      const { editor } = this
      return [
        new Plugin<TriggerState>({
          key,
          state: {
            init: () => closed,
            apply: (transaction, was, _before, state) => {
              const meta = transaction.getMeta(key) as TriggerState | undefined
              if (meta) return meta
              return was.isOpen && !queryIn(state) ? closed : was
            },
          },
          props: {
            decorations: (state) => {
              const query = insertQuery(state)
              if (!query) return null
              return DecorationSet.create(state.doc, [
                Decoration.inline(query.from, query.to, { class: 'insert-query' }),
              ])
            },
            handleTextInput: (view, from, _to, text) => {
              if (text !== '/' || !editor.isEditable || !startsWord(view.state, from)) return false
              // The letter goes in first; the menu opens in the state that holds it.
              setTimeout(() => open(view, false), 0)
              return false
            },
            handleKeyDown: (view, event) => {
              if (!insertQuery(view.state)) return false
              if (event.key === 'Escape') {
                closeInsert(view)
                return true
              }
              return keys.current?.(event) ?? false
            },
          },
        }),
      ]
    },
  })

function startsWord(state: EditorState, at: number): boolean {
  const $at = state.doc.resolve(at)
  if (!$at.parent.isTextblock || $at.parent.type.spec.code) return false
  const before = $at.parent.textBetween(0, $at.parentOffset, undefined, ' ')
  return before === '' || /\s$/.test(before)
}

function open(view: EditorView, isOurs: boolean): void {
  if (!view.isDestroyed && queryIn(view.state)) view.dispatch(view.state.tr.setMeta(key, { isOpen: true, isOurs }))
}

function queryIn(state: EditorState): InsertQuery | null {
  const { $head, empty } = state.selection
  if (!empty || !$head.parent.isTextblock) return null
  const before = $head.parent.textBetween(0, $head.parentOffset, undefined, ' ')
  const slash = /(?:^|\s)\/([^/]*)$/.exec(before)
  const text = slash?.[1] ?? ''
  if (!slash || text.length > LONGEST_QUERY) return null
  return { text, from: $head.pos - text.length - 1, to: $head.pos }
}

/** What the menu is asked for in this state; null while it is closed. */
export const insertQuery = (state: EditorState): InsertQuery | null =>
  key.getState(state)?.isOpen ? queryIn(state) : null

/** Closes the menu and keeps the text, unless the slash was ours and nothing was added to it. */
export function closeInsert(view: EditorView): void {
  const query = insertQuery(view.state)
  const transaction = view.state.tr.setMeta(key, closed)
  if (query && query.text === '' && key.getState(view.state)?.isOurs) transaction.delete(query.from, query.to)
  view.dispatch(transaction)
}

/** Takes away what was typed to open and filter the menu, and closes it. */
export function takeQuery(view: EditorView): void {
  const query = insertQuery(view.state)
  const transaction = view.state.tr.setMeta(key, closed)
  if (query) transaction.delete(query.from, query.to)
  view.dispatch(transaction)
}

/** Opens the menu at the caret by writing the slash; on a line with text, in a new line behind it. */
export function openInsert(view: EditorView): void {
  view.focus()
  const { tr, selection, schema } = view.state
  const { $head } = selection
  const isEmptyLine = $head.parent.isTextblock && $head.parent.content.size === 0
  const paragraph = schema.nodes.paragraph
  if (isEmptyLine || !paragraph) view.dispatch(tr.insertText('/'))
  else {
    const after = $head.depth > 0 ? $head.after(1) : selection.to
    tr.insert(after, paragraph.create(null, schema.text('/')))
    view.dispatch(tr.setSelection(TextSelection.create(tr.doc, after + 2)).scrollIntoView())
  }
  open(view, true)
}
