import { usePlan } from '@concord/blocks'
import { driftSince, metaRoot, recordJson } from '@concord/schema'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api } from '../../api/client.ts'
import { usePlanAnswer } from '../plan-context.tsx'

/** Quiet time after a change before promises are compared again: the count is no part of anybody's typing. */
const QUIET_MS = 400

/** How many promises of the open plan differ from a signed version; null until that version is known here. */
export function useDrift(version: number): number | null {
  const { id } = usePlanAnswer()
  const { doc, store } = usePlan()
  const signed = useQuery({
    queryKey: ['revision', id, version],
    queryFn: () => api.revision(id, version),
    // A Revision never changes.
    staleTime: Number.POSITIVE_INFINITY,
  }).data?.content
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
