import { usePlan } from '@concord/blocks'
import { driftSince, metaRoot, recordJson } from '@concord/schema'
import { useEffect, useState } from 'react'
import { api } from '../../api/client.ts'
import { usePlanAnswer } from '../plan-context.tsx'

/** Quiet time after a change before promises are compared again: the count is no part of anybody's typing. */
const QUIET_MS = 400

/** How many promises of the open plan differ from a signed version; null until that version is known here. */
export function useDrift(version: number): number | null {
  const { id } = usePlanAnswer()
  const { doc, store } = usePlan()
  const signed = useRevision(id, version)
  const [drift, setDrift] = useState<number | null>(null)
  useEffect(() => {
    if (!signed) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const compare = () =>
      setDrift(driftSince(signed, { meta: recordJson(metaRoot(doc)), blocks: store.plan().content.stored }))
    compare()
    const stop = store.onPlan(() => {
      clearTimeout(timer)
      timer = setTimeout(compare, QUIET_MS)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [signed, doc, store])
  return drift
}

type Content = Awaited<ReturnType<typeof api.revision>>['content']

/** The content of a Revision, which never changes, so it is asked for once; null until it is here or while it cannot be had. */
function useRevision(plan: string, version: number): Content | null {
  const [content, setContent] = useState<Content | null>(null)
  useEffect(() => {
    let isWanted = true
    api.revision(plan, version).then(
      (revision) => isWanted && setContent(revision.content),
      // Without it the header tells when the plan was signed and no number of changes.
      () => undefined,
    )
    return () => {
      isWanted = false
    }
  }, [plan, version])
  return content
}
