import { roots } from '@concord/schema'
import { Extension, type Extensions } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import { planClipboard } from '../clipboard/plan-clipboard.ts'
import { kitWords } from '../words.ts'
import { bodyCarets } from './body/body-carets.ts'
import { bodyDecorations } from './body/body-decorations.ts'
import { bodyNodes } from './body/body-nodes.ts'
import { bodyRepair } from './body/body-repair.ts'
import { sharedBody } from './body/shared-body.ts'
import { steadyBinding } from './body/steady-binding.ts'
import { keepFocus } from './focus.ts'
import type { CardSlots } from './plan-block/card-slots.ts'
import { planBlockDrag } from './plan-block/plan-block-drag.ts'
import { planBlockKeys } from './plan-block/plan-block-keys.ts'
import { planBlockNode } from './plan-block/plan-block-node.ts'
import { steadySelection } from './plan-block/steady-selection.ts'
import type { PlanSession } from './session.ts'

export interface PlanExtensionsOptions {
  readonly session: PlanSession
  /** Where the cards are drawn; give the same one to `PlanCards`. */
  readonly slots: CardSlots
  /** Shown on the empty line with the caret. */
  readonly placeholder?: string
}

/**
 * Everything the body of a plan needs as Tiptap extensions: prose nodes, cards, the shared Y.Doc with our one undo,
 * carets, keys, drag, clipboard, repair. Make the list once per editor: each plugin registers itself on the session.
 */
export function planExtensions({ session, slots, placeholder }: PlanExtensionsOptions): Extensions {
  return [
    ...bodyNodes(),
    planBlockNode(slots),
    sharedBody(roots(session.doc).body, session.undo.manager),
    Extension.create({
      name: 'planKit',
      // Before the keys of the prose, which would delete a card beside the caret.
      priority: 1100,
      addProseMirrorPlugins() {
        const { editor } = this
        const canWrite = () => editor.isEditable
        return [
          cardDrawing(slots),
          new Plugin({ props: { attributes: bodyAttributes } }),
          planBlockKeys(session, canWrite),
          steadySelection(),
          planBlockDrag(session),
          planClipboard(session, editor.schema),
          bodyDecorations(placeholder ?? kitWords.body.placeholder, canWrite),
          bodyRepair(session.doc, canWrite),
          keepFocus(session),
        ]
      },
    }),
    Extension.create({
      name: 'planCarets',
      // Behind the binding: it is mended before it begins to listen, and carets are placed by what it has just done.
      priority: 900,
      addProseMirrorPlugins: () => [steadyBinding(), ...bodyCarets(session.awareness)],
    }),
  ]
}

const bodyAttributes = {
  class: 'plan-body',
  role: 'textbox',
  'aria-multiline': 'true',
  'aria-label': kitWords.body.label,
}

/** Brings the cards to their places whenever ProseMirror has drawn. */
const cardDrawing = (slots: CardSlots) =>
  new Plugin({
    view: () => {
      slots.settle()
      return { update: () => slots.settle(), destroy: () => slots.settle() }
    },
  })
