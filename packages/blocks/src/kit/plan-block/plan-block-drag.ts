import { PLAN_BLOCK } from '@concord/schema'
import type { Slice } from '@tiptap/pm/model'
import { NodeSelection, Plugin } from '@tiptap/pm/state'
import { dropPoint } from '@tiptap/pm/transform'
import type { EditorView } from '@tiptap/pm/view'
import { moveBlockTo } from '../block-commands.ts'
import { fieldsOf } from '../field-order.ts'
import type { PlanSession } from '../session.ts'
import { cardElement, positionOfBlock, selectBlock } from './place-in-editor.ts'

/** Dragging one card: the drop is a move on the Y.Doc, so that nothing anybody types meanwhile is lost. */
export const planBlockDrag = (session: PlanSession) =>
  new Plugin({
    props: {
      handleDOMEvents: {
        // Copy, cut and delete mean the card whose handle has the focus.
        focusin: (view, event) => {
          const handle = (event.target as Element).closest('[data-drag-handle]')
          const id = handle?.closest<HTMLElement>('[data-block]')?.dataset.block
          const position = id ? positionOfBlock(view.state.doc, id) : null
          if (position !== null)
            view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, position)))
          return false
        },
        dragstart: (_view, event) => {
          // Selected words that are dragged say their Text node, which is no Element.
          const handle = event.target instanceof Element ? event.target.closest('[data-drag-handle]') : null
          const card = handle?.closest<HTMLElement>('[data-block]')
          if (card) event.dataTransfer?.setDragImage(card, 0, 0)
          return false
        },
      },
      handleDrop: (view, event, slice, moved) => {
        const id = moved ? onlyBlock(slice) : null
        if (id === null) return false
        const index = dropIndex(view, event, slice)
        if (index === null) return true
        moveBlockTo(session, id, index)
        // Otherwise the focus would be on nothing and the next undo would reach nobody.
        selectBlock(view, id)
        return true
      },
    },
  })

function onlyBlock({ content }: Slice): string | null {
  const node = content.firstChild
  return content.childCount === 1 && node?.type.name === PLAN_BLOCK ? String(node.attrs.id) : null
}

/** The top-level index before which a dropped card goes; null when the pointer is outside. */
function dropIndex(view: EditorView, event: DragEvent, slice: Slice): number | null {
  const at = view.posAtCoords({ left: event.clientX, top: event.clientY })
  if (!at) return null
  const position = dropPoint(view.state.doc, at.pos, slice) ?? at.pos
  const $position = view.state.doc.resolve(position)
  if ($position.depth === 0) return $position.index(0)
  // Inside a list or quote: above or below the whole of it, whichever half the pointer is in.
  const box = (view.nodeDOM($position.before(1)) as Element | null)?.getBoundingClientRect()
  const below = box !== undefined && event.clientY > (box.top + box.bottom) / 2
  return $position.index(0) + (below ? 1 : 0)
}

/** Puts the focus on the first field of a block that has just been made. */
export function enterBlock(view: EditorView, id: string): void {
  requestAnimationFrame(() => {
    const card = cardElement(view, id)
    const field = card && fieldsOf(card)[0]
    if (field) field.focus()
    else selectBlock(view, id)
  })
}
