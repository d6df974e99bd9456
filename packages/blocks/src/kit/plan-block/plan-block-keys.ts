import { type BlockId, PLAN_BLOCK } from '@concord/schema'
import { GapCursor } from '@tiptap/pm/gapcursor'
import type { ResolvedPos } from '@tiptap/pm/model'
import { type EditorState, NodeSelection, Plugin, TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { deleteBlock, moveBlockBy } from '../block-commands.ts'
import { fieldsOf } from '../field-order.ts'
import { moveStep } from '../move-keys.ts'
import type { PlanSession } from '../session.ts'
import { cardElement, selectBlock } from './place-in-editor.ts'
import { selectedBlock } from './selected-block.ts'

/**
 * Keys on and beside a card. ProseMirror's own would delete a card with one Backspace from the next line, replace it
 * by typing, and replace it on Shift+Enter: here a card is selected first and removed by the second press.
 */
export const planBlockKeys = (session: PlanSession, canWrite: () => boolean) =>
  new Plugin({
    props: {
      handleKeyDown: (view, event) => {
        takeUpCaret(view)
        const id = selectedBlock(view.state)
        return id === null
          ? isDeleteKey(event) && selectNeighbour(view, event.key === 'Backspace' ? -1 : 1)
          : onSelectedCard(view, event, id, session, canWrite())
      },
      handleTextInput: (view) => selectedBlock(view.state) !== null,
      handleDOMEvents: {
        beforeinput: (view, event) => onCardInput(view, event) || onTouchDelete(view, event, session, canWrite()),
        // ProseMirror, and the browser after it, would remove the card to make room for what is composed; without the
        // focus there is nothing to compose in.
        compositionstart: (view) => {
          if (selectedBlock(view.state) === null) return false
          view.dom.blur()
          view.focus()
          return true
        },
        focusin: (view, { target }) => {
          if (target instanceof Element && target.closest('.plan-block')) releaseSelection(view)
        },
      },
    },
  })

/**
 * Browsers tell of a moved caret a turn later. A quick Home, Backspace would meet the caret of before, and the browser's
 * own deletion would then take the cards in between; a quick paste would replace the card selected before. So each key
 * reads the caret first.
 */
function takeUpCaret(view: EditorView): void {
  const { selection, doc, tr } = view.state
  const shown = view.dom.ownerDocument.getSelection()
  if (view.composing || !view.hasFocus() || !shown?.anchorNode || !shown.focusNode) return
  if (!isProse(view, shown.anchorNode) || !isProse(view, shown.focusNode)) return
  const anchor = doc.resolve(view.posAtDOM(shown.anchorNode, shown.anchorOffset))
  const head = doc.resolve(view.posAtDOM(shown.focusNode, shown.focusOffset))
  if (anchor.pos === selection.anchor && head.pos === selection.head) return
  if (anchor.parent.inlineContent && head.parent.inlineContent)
    view.dispatch(tr.setSelection(new TextSelection(anchor, head)))
}

/** Whether a node of the page is text of the plan, not of a card or of something beside the plan. */
function isProse(view: EditorView, node: Node): boolean {
  const element = node instanceof Element ? node : node.parentElement
  return view.dom.contains(node) && element?.closest('[contenteditable]') === view.dom
}

/**
 * An emoji picker, dictation and some keyboards write without pressing a key, wherever the browser's selection is: on a
 * selected card they would put their letters in its place.
 */
function onCardInput(view: EditorView, event: InputEvent): boolean {
  if (!event.inputType.startsWith('insert') || event.target !== view.dom || selectedBlock(view.state) === null)
    return false
  event.preventDefault()
  return true
}

/** For a cell or a button of a card the same would be written where the caret last stood: the browser forgets it. */
function releaseSelection(view: EditorView): void {
  const shown = view.dom.ownerDocument.getSelection()
  if (shown?.anchorNode && isProse(view, shown.anchorNode)) shown.removeAllRanges()
}

/** Keyboards on glass delete without a key press: the same rule for cards, said by the input itself. */
function onTouchDelete(view: EditorView, event: InputEvent, session: PlanSession, canWrite: boolean): boolean {
  if (!/^delete(?!By)/.test(event.inputType) || !canWrite) return false
  takeUpCaret(view)
  const id = selectedBlock(view.state)
  if (id !== null) {
    deleteBlock(session, id)
    session.actions.onDeleted?.(id)
  } else if (!selectNeighbour(view, event.inputType.endsWith('Forward') ? 1 : -1)) return false
  event.preventDefault()
  return true
}

const isDeleteKey = ({ key }: KeyboardEvent) => key === 'Backspace' || key === 'Delete'

function onSelectedCard(
  view: EditorView,
  event: KeyboardEvent,
  id: BlockId,
  session: PlanSession,
  canWrite: boolean,
): boolean {
  const modified = event.ctrlKey || event.metaKey
  if ((event.target as Element).closest('[data-drag-handle]')) {
    // The handle is a button: it answers to its own keys, and the verbs of a selected card work from it.
    if (event.key === 'Enter' || event.key === ' ' || moveStep(event) !== 0) return true
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') view.focus()
  }
  const card = cardElement(view, id)
  if (event.key === 'Enter' && !modified && !event.shiftKey && !event.altKey) {
    if (card) fieldsOf(card)[0]?.focus()
    return true
  }
  if (event.key === '.' && modified) {
    card?.querySelector<HTMLElement>('[data-drag-handle]')?.click()
    return true
  }
  if (!canWrite) return false
  if (event.key === 'Enter') return paragraphAfter(view)
  if (isDeleteKey(event)) {
    deleteBlock(session, id)
    session.actions.onDeleted?.(id)
    return true
  }
  const step = moveStep(event)
  if (step === 0) return false
  moveBlockBy(session, id, step)
  selectBlock(view, id)
  return true
}

function paragraphAfter(view: EditorView): boolean {
  const { state } = view
  const at = state.selection.to
  const paragraph = state.schema.nodes.paragraph?.create()
  if (!paragraph) return false
  const tr = state.tr.insert(at, paragraph)
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, at + 1)).scrollIntoView())
  return true
}

/** Deleting towards a card selects it. An empty paragraph behind it goes, as nothing is lost with it. */
function selectNeighbour(view: EditorView, direction: -1 | 1): boolean {
  const { state } = view
  const { selection } = state
  if (!selection.empty) return false
  const edge = selection instanceof GapCursor ? selection.$head : edgeOfTextblock(state, direction)
  const neighbour = edge && (direction < 0 ? edge.nodeBefore : edge.nodeAfter)
  if (!edge || neighbour?.type.name !== PLAN_BLOCK) return false
  const position = direction < 0 ? edge.pos - neighbour.nodeSize : edge.pos
  const tr = state.tr
  const block = selection instanceof GapCursor ? null : selection.$head.parent
  const isLast = edge.pos + (block?.nodeSize ?? 0) === state.doc.content.size
  if (direction < 0 && block && block.content.size === 0 && edge.depth === 0 && !isLast)
    tr.delete(edge.pos, edge.pos + block.nodeSize)
  view.dispatch(tr.setSelection(NodeSelection.create(tr.doc, position)).scrollIntoView())
  return true
}

/** The boundary between the text block with the caret and its neighbour, when the caret stands at that end of it. */
function edgeOfTextblock(state: EditorState, direction: -1 | 1): ResolvedPos | null {
  const { $head } = state.selection
  if (!$head.parent.isTextblock || $head.depth === 0) return null
  const atEdge = direction < 0 ? $head.parentOffset === 0 : $head.parentOffset === $head.parent.content.size
  return atEdge ? state.doc.resolve(direction < 0 ? $head.before() : $head.after()) : null
}
