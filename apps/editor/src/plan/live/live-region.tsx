import { usePlan } from '@concord/blocks'
import { type BlockId, blocksRoot, definitionOf } from '@concord/schema'
import { useEffect } from 'react'
import type * as Y from 'yjs'
import { words } from '../../words.ts'
import { useConnection, useSaveState } from '../plan-context.tsx'
import { announce, announcerId } from './announcer.ts'

/** At most one sentence in this time about what others do. */
const PAUSE_MS = 10_000

/** Tells people who do not see the page what others change and what happens to the connection. */
export function LiveRegion() {
  useRemoteChanges()
  useConnectionNews()
  return <div id={announcerId} className="visually-hidden" role="status" aria-live="polite" />
}

function useRemoteChanges(): void {
  const session = usePlan()
  const connection = useConnection()
  useEffect(() => {
    const { doc, awareness } = session
    const blocks = new Set<BlockId>()
    let hasBody = false
    let timer: ReturnType<typeof setTimeout> | undefined
    let saidAt = 0
    const say = () => {
      timer = undefined
      saidAt = Date.now()
      const people = [...awareness.getStates()].filter(([client]) => client !== awareness.clientID)
      const editing = people.flatMap(([, state]) => {
        const name = (state as { user?: { name?: string } }).user?.name
        return name && (state.field || state.cursor) ? [name] : []
      })
      const who =
        editing.length === 0
          ? ''
          : editing.length === 1
            ? words.live.one(editing[0]!)
            : words.live.many(editing[0]!, editing.length - 1)
      const places = [...blocks].slice(0, 3).flatMap((id) => nameOf(session.plan(), id) ?? [])
      const what = places.length > 0 ? words.live.changed(words.list(places)) : hasBody ? words.live.remote : ''
      blocks.clear()
      hasBody = false
      if (what) announce(`${who} ${what}`.trim())
    }
    const onChange = (transaction: Y.Transaction) => {
      if (transaction.local || !connection.isRemote(transaction.origin)) return
      for (const type of transaction.changedParentTypes.keys()) {
        const id = blockOfType(type, doc)
        if (id) blocks.add(id)
        else hasBody = true
      }
      timer ??= setTimeout(say, Math.max(1500, saidAt + PAUSE_MS - Date.now()))
    }
    doc.on('afterTransaction', onChange)
    return () => {
      clearTimeout(timer)
      doc.off('afterTransaction', onChange)
    }
  }, [session, connection])
}

/** The Block whose data a Y type belongs to; null for the body and the plan's own fields. */
function blockOfType(type: Y.AbstractType<Y.YEvent<Y.AbstractType<unknown>>>, doc: Y.Doc): BlockId | null {
  const blocks = blocksRoot(doc)
  let at: Y.AbstractType<unknown> | null = type as Y.AbstractType<unknown>
  while (at && at.parent !== (blocks as unknown)) at = at.parent
  return at?._item?.parentSub ?? null
}

function nameOf(plan: ReturnType<ReturnType<typeof usePlan>['plan']>, id: BlockId): string | null {
  const block = plan.content.blocks.get(id)
  const label = block && definitionOf(block.kind)?.shape.label
  return label ? [label, plan.facts.keys[id]].filter(Boolean).join(' ') : null
}

function useConnectionNews(): void {
  const save = useSaveState()
  const trouble = save.kind === 'offline' || save.kind === 'cannotSave' ? save.kind : null
  useEffect(() => {
    if (trouble === null) return
    announce(trouble === 'offline' ? words.save.title.offline(0) : words.save.cannot)
    return () => announce(words.save.back)
  }, [trouble])
}
