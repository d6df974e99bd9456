import type { Editor, JSONContent } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import type { Node } from '@tiptap/pm/model'
import { Selection } from '@tiptap/pm/state'
import { initProseMirrorDoc } from '@tiptap/y-tiptap'
import type * as Y from 'yjs'
import type { Binding } from './steady-binding.ts'
import { canBuildAll } from './unknown-nodes.ts'

/** What an editor begins with may be a node as well, which its type does not say. */
function startWith(editor: Editor, node: Node | null): void {
  editor.options.content = node as unknown as JSONContent
}

/**
 * The body as shared text, with our one undo. The editor begins with what the Y.Doc holds: left to itself the binding
 * puts the whole plan into an editor that began empty, which draws it once more and lets every plugin look at all of
 * it as if somebody had just pasted it.
 */
export function sharedBody(fragment: Y.XmlFragment, undoManager: Y.UndoManager) {
  // Known to the binding, it takes the content for drawn; unknown, it draws it itself.
  let mapping: Binding['mapping'] | undefined
  return Collaboration.extend({
    addOptions() {
      return {
        ...this.parent!(),
        fragment,
        yUndoOptions: { undoManager },
        ...(mapping && { ySyncOptions: { mapping } }),
      }
    },
    onBeforeCreate(event) {
      this.parent?.(event)
      const { editor } = this
      // Left to itself the editor reads an empty text as HTML, which the page's policy refuses.
      startWith(editor, editor.schema.topNodeType.createAndFill())
      // Reading deletes what the schema cannot build; the mended binding gives it something that stands for it.
      if (!canBuildAll(fragment, editor.schema)) return
      const read = initProseMirrorDoc(fragment, editor.schema)
      // An empty body, or one that two people's merged edits broke, is filled in by the binding's own way.
      if (!read.doc.type.validContent(read.doc.content)) return
      mapping = read.mapping as Binding['mapping']
      startWith(editor, read.doc)
    },
    onCreate(event) {
      this.parent?.(event)
      const { state, view } = this.editor
      if (state.selection.$from.parent.isTextblock) return
      // A plan that begins with a card is not opened with the card in hand.
      const text = Selection.findFrom(state.doc.resolve(0), 1, true)
      if (text) view.dispatch(state.tr.setSelection(text).setMeta('addToHistory', false))
    },
  })
}
