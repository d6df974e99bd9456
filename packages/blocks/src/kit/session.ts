import type { BlockId, Day, Facts, Plan } from '@concord/schema'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import { ApartEdits } from './apart-edits.ts'
import { FieldCarets } from './field-carets.ts'
import { type AskChanges, FieldHistory } from './field-history.ts'
import type { Person } from './person.ts'
import { PlanStore } from './plan-store.ts'
import { createPlanUndo, type PlanUndo } from './undo.ts'

/** What the page around the cards can do for them. Every one is optional: a card works without. */
export interface PlanActions {
  /** Shows that a link was copied, with the block it points at. */
  readonly onLinkCopied?: (id: BlockId) => void
  /** Shows that a block was copied to be put into a mail. */
  readonly onCopiedForMail?: (id: BlockId) => void
  /** Opens the page's "Move to…" picker for a block. */
  readonly onMoveTo?: (id: BlockId) => void
  /** Opens the note that my side alone sees on a block; `canNote` says whether there may be one. */
  readonly onPrivateNote?: (id: BlockId) => void
  readonly canNote?: () => boolean
  /** A block was deleted by me: the page offers undo. */
  readonly onDeleted?: (id: BlockId) => void
  /** A block that had my focus was removed by somebody else: the page says so and offers `restore`. */
  readonly onRemovedUnderMe?: (event: { id: BlockId; kind: string; restore: () => void }) => void
  /** Something could not be done, in a sentence for the reader. */
  readonly onRefused?: (sentence: string) => void
}

export interface PlanSessionOptions {
  readonly doc: Y.Doc
  readonly awareness: Awareness
  readonly me: Person
  readonly facts: Facts
  /** The day calculations are made for. */
  readonly asOf: Day
  /** BCP 47; numbers and days are read and written its way. */
  readonly locale: string
  /** The address of a block for "Copy link". */
  readonly linkTo?: (id: BlockId) => string
  readonly actions?: PlanActions
  /** Asks the server who set a register; without it no history is shown. */
  readonly askChanges?: AskChanges
}

/** One open plan in one window: everything the cards need, made once and kept while the plan is open. */
export interface PlanSession {
  readonly doc: Y.Doc
  readonly awareness: Awareness
  readonly undo: PlanUndo
  readonly me: Person
  readonly locale: string
  readonly store: PlanStore
  readonly carets: FieldCarets
  /** Notices values that two people set while apart; tell it whenever the server has everything of mine. */
  readonly apart: ApartEdits
  /** Who set which register when; null when there is nobody to ask. */
  readonly history: FieldHistory | null
  readonly actions: PlanActions
  linkTo(id: BlockId): string
  /** Content and facts at this moment. In a component use `usePlanValue`, which also renders again. */
  plan(): Plan
  /** The day calculations are made for. */
  readonly asOf: Day
  /** Calls back after a paint when anything in the plan changed. */
  subscribe(listener: () => void): () => void
  /** New facts came from the server. */
  setFacts(facts: Facts): void
  setAsOf(day: Day): void
  destroy(): void
}

/** Opens a session on a Y.Doc. The caller keeps provider, awareness and Y.Doc, and destroys the session first. */
export function createPlanSession(options: PlanSessionOptions): PlanSession {
  const { doc, awareness, me, locale } = options
  const store = new PlanStore(doc, options.facts, options.asOf)
  const undo = createPlanUndo(doc)
  const carets = new FieldCarets(awareness)
  const apart = new ApartEdits(doc, awareness, me.side)
  const history = options.askChanges ? new FieldHistory(options.askChanges, doc, store.changes) : null
  return {
    doc,
    awareness,
    me,
    locale,
    store,
    undo,
    carets,
    apart,
    history,
    actions: options.actions ?? {},
    linkTo: options.linkTo ?? ((id) => `#b-${id}`),
    plan: () => store.plan(),
    get asOf() {
      return store.asOf
    },
    subscribe: (listener) => store.onPlan(listener),
    setFacts: (facts) => store.setFacts(facts),
    setAsOf: (day) => store.setAsOf(day),
    destroy: () => {
      history?.destroy()
      apart.destroy()
      carets.destroy()
      undo.destroy()
      store.destroy()
    },
  }
}
