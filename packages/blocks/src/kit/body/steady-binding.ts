import type { Node as ProseMirrorNode } from '@tiptap/pm/model'
import { Plugin, Selection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import { carryLetters } from './carried-letters.ts'
import { emptyLines, giveTexts } from './line-texts.ts'
import { keepUnknown, restoreUnknown } from './unknown-nodes.ts'

/** What stands in a body. */
export type BodyType = Y.XmlElement | Y.XmlText | Y.XmlFragment

/** The parts of the binding that are mended here; it keeps them as plain properties. */
export interface Binding {
  readonly doc: Y.Doc
  readonly type: Y.XmlFragment
  readonly mapping: Map<BodyType, ProseMirrorNode | ProseMirrorNode[]>
  readonly prosemirrorView: EditorView | null
  beforeTransactionSelection: { readonly absAnchor: number; readonly anchor: Y.RelativePosition | null } | null
  _observeFunction: (events: readonly Y.YEvent<Y.XmlFragment>[], transaction: Y.Transaction) => void
  /** Draws the body anew; the events only have to be there. */
  _typeChanged: (events: readonly null[], transaction: object) => void
  _forceRerender: () => void
  _prosemirrorChanged: (doc: ProseMirrorNode) => void
}

/**
 * Mends faults of the binding (y-tiptap 3.0.9) that the convergence runs found. Stands behind the binding in the
 * list of plugins, so that its binding exists and has not begun to listen.
 */
export const steadyBinding = () =>
  new Plugin({
    state: {
      init: (_, state) => {
        const binding: Binding | undefined = ySyncPluginKey.getState(state)?.binding
        if (binding) {
          showWithoutFail(binding)
          writeWithCare(binding)
          keepUnknown(binding, state.schema)
        }
        return null
      },
      apply: () => null,
    },
    view: ({ state }) => {
      const binding: Binding | undefined = ySyncPluginKey.getState(state)?.binding
      const isAtom = (name: string) => state.schema.nodes[name]?.isLeaf ?? false
      return binding ? { destroy: carryLetters(binding, isAtom) } : {}
    },
  })

/**
 * The binding finds the caret again after a remote change by positions that can lie outside of the new document, and
 * then throws. The page would stay as it was, and the next key would write that old state over the remote change.
 * The change is shown without looking for the caret instead, which then stays at its place from the start.
 */
function showWithoutFail(binding: Binding): void {
  const show = binding._observeFunction
  binding._observeFunction = (events, transaction) => {
    try {
      show(events, transaction)
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      const place = binding.beforeTransactionSelection?.absAnchor ?? 0
      binding.beforeTransactionSelection = null
      show(events, transaction)
      const view = binding.prosemirrorView
      if (!view) return
      const { doc, tr } = view.state
      const selection = Selection.near(doc.resolve(Math.min(place, doc.content.size)))
      view.dispatch(tr.setSelection(selection).setMeta('addToHistory', false))
    }
  }
}

/** Writes what is clear from the editor's document by itself, before the binding compares the rest and guesses. */
function writeWithCare(binding: Binding): void {
  const write = binding._prosemirrorChanged.bind(binding)
  binding._prosemirrorChanged = (doc) =>
    binding.doc.transact((transaction) => {
      deleteMissing(binding, binding.type, doc)
      emptyLines(binding, binding.type, doc)
      write(doc)
      restoreUnknown(transaction, binding.mapping)
      giveTexts(transaction, doc.type.schema.nodes)
    }, ySyncPluginKey)
}

/**
 * Of lines that look alike, two empty ones for instance, the binding deletes any: with it would go what another person
 * has just begun to write there. When nothing but deleting happened, the nodes that are left say which ones are gone.
 */
function deleteMissing({ mapping }: Binding, parent: Y.XmlFragment, node: ProseMirrorNode): void {
  let [stored, shown] = [parent as Y.XmlFragment, node]
  for (;;) {
    const types = stored.toArray() as BodyType[]
    const nodes = shown.children
    const isSame = (type: BodyType | undefined, child: ProseMirrorNode | undefined) =>
      type !== undefined && child !== undefined && mapping.get(type) === child
    let start = 0
    while (isSame(types[start], nodes[start])) start++
    let end = 0
    while (end < nodes.length - start && isSame(types.at(-1 - end), nodes.at(-1 - end))) end++
    const [goneTypes, changed] = [types.slice(start, types.length - end), nodes.slice(start, nodes.length - end)]
    if (changed.length === 0 && goneTypes.length > 0 && !shown.isTextblock) {
      for (const type of goneTypes) mapping.delete(type)
      stored.delete(start, goneTypes.length)
    }
    const [type, child] = [goneTypes[0], changed[0]]
    const goesOn = goneTypes.length === 1 && changed.length === 1 && type instanceof Y.XmlElement && child
    // One child changed inside: the deletion is in it, if it is anywhere.
    if (!goesOn || child.isTextblock || type.nodeName !== child.type.name) return
    stored = type
    shown = child
  }
}
