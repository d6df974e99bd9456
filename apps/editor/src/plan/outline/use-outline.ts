import { usePlan } from '@concord/blocks'
import { type BlockId, definitionOf } from '@concord/schema'
import { useCallback, useRef, useSyncExternalStore } from 'react'
import { type OutlineSection, outlineOf } from './outline.ts'

/** The outline follows the plan with this delay: nobody reads it while typing. */
const DELAY_MS = 150

/** The plan's sections and the Blocks in them, current to a fraction of a second. */
export function useOutline(): readonly OutlineSection[] {
  const { store } = usePlan()
  const watched = useRef(new Map<BlockId, () => void>())
  const last = useRef<{ stamp: string; outline: readonly OutlineSection[] } | null>(null)

  const read = useCallback(() => {
    const outline = outlineOf(store.settledPlan(), (id) => (watched.current.has(id) ? store.derived(id) : null))
    const stamp = JSON.stringify(outline)
    if (last.current?.stamp !== stamp) last.current = { stamp, outline }
  }, [store])

  const subscribe = useCallback(
    (listener: () => void) => {
      const watching = watched.current
      let timer: ReturnType<typeof setTimeout> | undefined
      const later = () => {
        timer ??= setTimeout(() => {
          timer = undefined
          watchNew()
          read()
          listener()
        }, DELAY_MS)
      }
      const watchNew = () => {
        const { content } = store.settledPlan()
        for (const id of content.order) {
          const kind = content.blocks.get(id)?.kind
          if (kind && definitionOf(kind)?.shape.prefix && !watching.has(id))
            watching.set(id, store.onDerived(id, later))
        }
        for (const [id, stop] of watching) {
          if (content.blocks.has(id)) continue
          stop()
          watching.delete(id)
        }
      }
      const stopPlan = store.onPlan(later)
      later()
      return () => {
        clearTimeout(timer)
        stopPlan()
        for (const stop of watching.values()) stop()
        watching.clear()
      }
    },
    [store, read],
  )
  return useSyncExternalStore(subscribe, () => {
    if (!last.current) read()
    return last.current!.outline
  })
}
