import { Node } from '@tiptap/core'
import { kitWords } from '../../words.ts'

/** Stands in the editor for something in the body that this Concord cannot build; it is never stored. */
export const UNKNOWN_NODE = 'unknownNode'

/** Shown grey and read-only with its words; what it stands for stays in the Y.Doc as it is. */
export const unknownNode = Node.create({
  name: UNKNOWN_NODE,
  group: 'block',
  atom: true,
  selectable: true,
  draggable: false,
  isolating: true,

  addAttributes() {
    return { of: { default: '' }, words: { default: '' } }
  },

  renderHTML({ node }) {
    const { unknown, unknownHelp } = kitWords.body
    return [
      'div',
      { class: 'unknown-node', 'data-unknown-node': '', contenteditable: 'false', title: unknownHelp },
      ['strong', {}, unknown],
      ['p', {}, String(node.attrs.words)],
    ]
  },
})
