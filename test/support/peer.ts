import { createPlanUndo, type PlanUndo, planSchema, steadyBinding, steadySelection } from '@concord/blocks'
import { repairBody, roots } from '@concord/schema'
import { EditorState, type Plugin, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { ySyncPlugin, ySyncPluginKey, yUndoPlugin } from '@tiptap/y-tiptap'
import * as Y from 'yjs'

const schema = planSchema()

/** What the binding needs of an editor's page: a state, a dispatch, and plugin views that hear of updates. */
class FakeView {
  state: EditorState
  readonly #views: { update?: (view: EditorView, before: EditorState) => void; destroy?: () => void }[] = []

  constructor(plugins: readonly Plugin[]) {
    this.state = EditorState.create({ schema, plugins: [...plugins] })
    for (const plugin of plugins) {
      const view = plugin.spec.view?.(this as unknown as EditorView)
      if (view) this.#views.push(view)
    }
  }

  hasFocus(): boolean {
    return false
  }

  dispatch(transaction: Transaction): void {
    const before = this.state
    this.state = before.apply(transaction)
    for (const view of this.#views) view.update?.(this as unknown as EditorView, before)
  }

  destroy(): void {
    for (const view of this.#views) view.destroy?.()
  }
}

/** How a Y node of the body stands in the editor: which node, or which run of text nodes. */
export type BodyMapping = Map<Y.AbstractType<unknown>, unknown>

/** One open editor without a page: a Y.Doc, the real binding of its body, and the plan's undo. */
export class Peer {
  readonly doc: Y.Doc
  readonly undo: PlanUndo
  readonly view: FakeView
  #bodyGrew = false

  /** @param number becomes the Yjs client id, so that runs repeat exactly */
  constructor(number: number, state: Uint8Array) {
    this.doc = new Y.Doc()
    this.doc.clientID = number + 1
    Y.applyUpdate(this.doc, state, 'remote')
    this.undo = createPlanUndo(this.doc)
    // Steps end where an operation says so, not where the clock of a busy machine does.
    this.undo.manager.captureTimeout = Number.MAX_SAFE_INTEGER
    const { body } = roots(this.doc)
    this.view = new FakeView([
      steadySelection(),
      ySyncPlugin(body),
      steadyBinding(),
      yUndoPlugin({ undoManager: this.undo.manager }),
    ])
    body.observeDeep((events) => {
      this.#bodyGrew ||= events.some((event) => event.changes.added.size > 0)
    })
  }

  /** The editor's node, or text nodes, of each Y node of the body. */
  get mapping(): BodyMapping {
    return ySyncPluginKey.getState(this.view.state).binding.mapping
  }

  /** Collapses doubled atoms if the body grew since the last time, as every editor does after a change. */
  repair(): void {
    if (!this.#bodyGrew) return
    this.#bodyGrew = false
    repairBody(this.doc)
  }

  destroy(): void {
    this.view.destroy()
    this.undo.destroy()
    this.doc.destroy()
  }
}
