import { PLAN_BLOCK } from '@concord/schema'
import { Node } from '@tiptap/core'
import type { Node as ProseMirrorNode } from '@tiptap/pm/model'
import type { EditorView, NodeView } from '@tiptap/pm/view'
import { isTextControl } from '../field-element.ts'
import type { CardPlace, CardSlots } from './card-slots.ts'

/** Everything inside a card that answers to keys and pointer itself. */
const controls = 'input, textarea, select, button, a, summary, [data-fk], [role="grid"]'

/**
 * The one body node that stands for every typed block: an atom with an id and a kind, and nothing else. All fields
 * live in the block's own Y.Map, so neither an older schema nor a move can touch them.
 */
export const planBlockNode = (slots: CardSlots) =>
  Node.create({
    name: PLAN_BLOCK,
    group: 'block',
    atom: true,
    draggable: true,
    selectable: true,
    isolating: true,

    addAttributes() {
      return { id: { default: '' }, kind: { default: '' } }
    },

    parseHTML() {
      return [
        {
          tag: 'section[data-plan-block]',
          getAttrs: (element) => ({ id: element.dataset.id ?? '', kind: element.dataset.kind ?? '' }),
        },
      ]
    },

    renderHTML({ node }) {
      return ['section', { 'data-plan-block': '', 'data-id': node.attrs.id, 'data-kind': node.attrs.kind }]
    },

    addNodeView() {
      return ({ node, view }) => new PlanBlockView(node, view, slots)
    },
  })

/**
 * The place of a card on the page. Whether it may stay for another node is decided here by id and kind, since
 * ProseMirror offers any node of the type: reused for a neighbour, typing would go into the wrong block.
 */
class PlanBlockView implements NodeView {
  readonly dom: HTMLElement
  #node: ProseMirrorNode
  readonly #view: EditorView
  readonly #slots: CardSlots
  readonly #place: CardPlace

  constructor(node: ProseMirrorNode, view: EditorView, slots: CardSlots) {
    this.#node = node
    this.#view = view
    this.#slots = slots
    this.dom = document.createElement('div')
    this.dom.className = 'plan-block'
    this.#place = { id: String(node.attrs.id), kind: String(node.attrs.kind), dom: this.dom }
    slots.enter(this.#place)
  }

  update(node: ProseMirrorNode): boolean {
    const { type, attrs } = this.#node
    if (node.type !== type || node.attrs.id !== attrs.id || node.attrs.kind !== attrs.kind) return false
    this.#node = node
    return true
  }

  stopEvent(event: Event): boolean {
    const target = event.target instanceof Element ? event.target : null
    if (!target || target.closest('[data-drag-handle]')) return false
    // A card dragged over a field is still a dragged card; words dragged out of or into a field are the field's.
    if (/^(drag|drop)/.test(event.type)) return isTextControl(target) && this.#view.dragging === null
    return target.closest(controls) !== null
  }

  ignoreMutation(mutation: { type: string }): boolean {
    return mutation.type !== 'selection'
  }

  destroy(): void {
    this.#slots.leave(this.#place)
  }
}
