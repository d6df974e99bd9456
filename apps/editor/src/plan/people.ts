import { type Person, personOf, usePlan } from '@concord/blocks'
import { type BlockId, bodyRoot, parseFieldKey } from '@concord/schema'
import { useCallback, useRef, useSyncExternalStore } from 'react'
import * as Y from 'yjs'

/** Somebody in the plan and where: in a Block, or at a top-level node of the body. */
export interface Present extends Person {
  readonly isMe: boolean
  readonly block: BlockId | null
  /** Index of the top-level body node the caret stands in; null in Blocks and nowhere. */
  readonly node: number | null
}

/** Time between two looks at who is where: carets move with every key. */
const LOOK_MS = 400

/** Everybody here, each person once, vendor first; renders when somebody comes, goes or changes place. */
export function usePeople(): readonly Present[] {
  const { awareness, doc, me } = usePlan()
  const last = useRef<{ stamp: string; people: readonly Present[] }>({ stamp: '', people: [] })
  const read = useCallback(() => {
    const people = new Map<string, Present>()
    for (const [client, state] of awareness.getStates()) {
      const isMe = client === awareness.clientID
      const person = isMe ? me : personOf(state)
      if (!person) continue
      const known = people.get(person.member)
      if (!known || (known.block === null && known.node === null))
        people.set(person.member, { ...person, isMe: isMe || known?.isMe === true, ...placeOf(state, doc) })
    }
    const sorted = [...people.values()].sort(bySide)
    const stamp = sorted.map(({ member, block, node }) => `${member} ${block} ${node}`).join()
    if (stamp !== last.current.stamp) last.current = { stamp, people: sorted }
    return last.current.people
  }, [awareness, doc, me])
  const subscribe = useCallback(
    (listener: () => void) => {
      let timer: ReturnType<typeof setTimeout> | undefined
      const look = () => {
        timer ??= setTimeout(() => {
          timer = undefined
          listener()
        }, LOOK_MS)
      }
      awareness.on('change', look)
      return () => {
        clearTimeout(timer)
        awareness.off('change', look)
      }
    },
    [awareness],
  )
  return useSyncExternalStore(subscribe, read)
}

const rank = { vendor: 0, partner: 1 } as const
const bySide = (a: Present, b: Present) =>
  (a.side ? rank[a.side] : 2) - (b.side ? rank[b.side] : 2) ||
  Number(b.isMe) - Number(a.isMe) ||
  a.name.localeCompare(b.name)

function placeOf(state: unknown, doc: Y.Doc): { block: BlockId | null; node: number | null } {
  const { field, cursor } = (state ?? {}) as { field?: { key?: unknown } | null; cursor?: { head?: unknown } | null }
  if (typeof field?.key === 'string') return { block: parseFieldKey(field.key)?.block ?? null, node: null }
  return { block: null, node: cursor?.head ? topNode(cursor.head, doc) : null }
}

/** The top-level body node a caret stands in; null when its place is gone. */
function topNode(head: unknown, doc: Y.Doc): number | null {
  try {
    const at = Y.createAbsolutePositionFromRelativePosition(Y.createRelativePositionFromJSON(head), doc)
    const body = bodyRoot(doc)
    let type: Y.AbstractType<unknown> | null = (at?.type as Y.AbstractType<unknown> | undefined) ?? null
    while (type && type.parent !== (body as unknown)) type = type.parent
    return type ? body.toArray().indexOf(type as never) : null
  } catch {
    return null
  }
}
