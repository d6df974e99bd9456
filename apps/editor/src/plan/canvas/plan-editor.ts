import type { CardSlots } from '@concord/blocks'
import { type BlockId, PLAN_BLOCK } from '@concord/schema'
import type { Editor } from '@tiptap/core'
import { NodeSelection } from '@tiptap/pm/state'
import { flushSync } from 'react-dom'

/**
 * The one text editor of the page, for parts that are not React components of its tree: outline, find, palette.
 * Empty while no plan is open.
 */
class PlanEditor {
  #editor: Editor | null = null
  /** The places of its cards. */
  cards: CardSlots | null = null

  get current(): Editor | null {
    return this.#editor?.isDestroyed ? null : this.#editor
  }

  set current(editor: Editor | null) {
    this.#editor = editor
  }

  /** The card of a block, drawn now if its turn has not come yet; null when it is not in the body. */
  card(id: BlockId): HTMLElement | null {
    flushSync(() => this.cards?.draw([id]))
    return document.getElementById(`b-${id}`)
  }

  /** Draws every card whose turn has not come yet: for what looks through the whole page. */
  drawAll(): void {
    flushSync(() => this.cards?.draw())
  }

  /** The element of the body's top-level node at an index. */
  nodeElement(at: number): HTMLElement | null {
    const position = this.position(at)
    const dom = position === null ? null : this.current?.view.nodeDOM(position)
    return dom instanceof HTMLElement ? dom : null
  }

  /** The editor's position before the top-level node at an index; null when there is none. */
  position(at: number): number | null {
    const doc = this.current?.state.doc
    if (!doc || at < 0 || at >= doc.childCount) return null
    let position = 0
    for (let index = 0; index < at; index += 1) position += doc.child(index).nodeSize
    return position
  }

  /** The card that is selected as a whole; null while the caret is in text. */
  get selectedCard(): BlockId | null {
    const selection = this.current?.state.selection
    const node = selection instanceof NodeSelection ? selection.node : null
    return node?.type.name === PLAN_BLOCK ? String(node.attrs.id) : null
  }

  /** The index of the top-level node that holds the caret. */
  get caretNode(): number | null {
    const selection = this.current?.state.selection
    return selection ? selection.$from.index(0) : null
  }
}

export const planEditor = new PlanEditor()
