import type { PlanActions } from '@concord/blocks'
import { type BlockId, definitionOf, readBlock } from '@concord/schema'
import type { PlanConnection } from '../session/connection.ts'
import { toast } from '../ui/toast.ts'
import { words } from '../words.ts'
import { announce } from './live/announcer.ts'

const moveListeners = new Set<(block: BlockId) => void>()

/** Calls back when somebody asks for "Move to…" in a Block's menu. */
export function onMoveRequest(listener: (block: BlockId) => void): () => void {
  moveListeners.add(listener)
  return () => moveListeners.delete(listener)
}

const noteListeners = new Set<(block: BlockId) => void>()

/** Calls back when somebody asks for the private note in a Block's menu. */
export function onNoteRequest(listener: (block: BlockId) => void): () => void {
  noteListeners.add(listener)
  return () => noteListeners.delete(listener)
}

/** What the page does for the cards; `connection` is known by the time a card asks. */
export function pageActions(connection: () => PlanConnection): PlanActions {
  const session = () => {
    const state = connection().state()
    return state.phase === 'open' ? state.session : null
  }
  return {
    onLinkCopied: () => toast(words.share.blockCopied),
    onCopiedForMail: () => toast(words.share.mailCopied),
    onMoveTo: (block) => {
      for (const listener of moveListeners) listener(block)
    },
    onPrivateNote: (block) => {
      for (const listener of noteListeners) listener(block)
    },
    canNote: () => {
      const state = connection().state()
      return state.phase === 'open' && state.plan.rooms.side !== null
    },
    onDeleted: (id) => {
      const open = session()
      const { name } = open ? nameOf(open.doc, open.plan().facts.keys[id] ?? null, id) : { name: '' }
      toast(words.blocks.removed(name), { label: words.blocks.undo, run: () => open?.undo.undo() })
    },
    onRemovedUnderMe: ({ id, restore }) => {
      const open = session()
      const { name } = open ? nameOf(open.doc, open.plan().facts.keys[id] ?? null, id) : { name: '' }
      announce(words.blocks.focusMoved)
      toast(words.blocks.removedBy(name), { label: words.blocks.restore, run: restore })
    },
    onRefused: (sentence) => toast(sentence),
  }
}

function nameOf(doc: Parameters<typeof readBlock>[0], key: string | null, id: BlockId): { name: string } {
  const kind = readBlock(doc, id)?.block.kind
  const label = kind ? (definitionOf(kind)?.shape.label ?? kind) : ''
  return { name: [label, key].filter(Boolean).join(' ') }
}
