import { PlanProvider } from '@concord/blocks'
import { useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react'
import { PlanConnection } from '../session/connection.ts'
import type { KeptWords } from '../session/kept-words.ts'
import type { PlanState } from '../session/plan-state.ts'
import { words } from '../words.ts'
import { ClosedPage } from './closed-page.tsx'
import { OpenPlan } from './open-plan.tsx'
import { pageActions } from './page-events.ts'
import { ConnectionProvider } from './plan-context.tsx'
import { PlanSkeleton } from './plan-skeleton.tsx'
import { holdPlace, staticPlan } from './static-plan.ts'

/** A plan by its id: opening, open, or closed to this person. */
export function PlanPage({ planId }: { planId: string }) {
  const [connection, setConnection] = useState<PlanConnection | null>(null)
  const [before, setBefore] = useState<Predecessor | null>(null)
  const kept = before?.planId === planId ? before.kept : null
  useEffect(() => {
    const opened: PlanConnection = new PlanConnection(
      planId,
      pageActions(() => opened),
      kept,
    )
    const stop = opened.subscribe(() => {
      const state = opened.state()
      if (state.phase === 'takenBack') setBefore({ planId, kept: state.kept })
    })
    setConnection(opened)
    return () => {
      stop()
      opened.close()
    }
  }, [planId, kept])
  return connection ? <Connected key={planId} connection={connection} /> : <Opening />
}

/** A connection that had to take back what I wrote; the next one begins anew. */
interface Predecessor {
  readonly planId: string
  readonly kept: KeptWords
}

function Connected({ connection }: { connection: PlanConnection }) {
  // Each part by itself: the state as a whole changes with every letter, and all cards stand below.
  const closed = useSyncExternalStore(connection.subscribe, () => stateIn(connection, 'closed'))
  const session = useSyncExternalStore(connection.subscribe, () => stateIn(connection, 'open')?.session ?? null)
  const canWrite = useSyncExternalStore(connection.subscribe, () => stateIn(connection, 'open')?.readOnly === null)
  if (closed) return <ClosedPage {...closed} onRetry={() => connection.retry()} />
  if (!session) return <Opening />
  return (
    <ConnectionProvider value={connection}>
      <PlanProvider session={session} canWrite={canWrite}>
        <OpenPlan />
      </PlanProvider>
    </ConnectionProvider>
  )
}

function stateIn<P extends PlanState['phase']>(connection: PlanConnection, phase: P) {
  const state = connection.state()
  return state.phase === phase ? (state as Extract<PlanState, { phase: P }>) : null
}

const SKELETON_MS = 150

/** The server's own text of the plan where there is one, else after a moment the plan's shape in grey. */
function Opening() {
  const place = useRef<HTMLDivElement>(null)
  const [isSlow, setSlow] = useState(false)
  const text = staticPlan()
  useLayoutEffect(() => {
    if (text) place.current?.replaceChildren(text)
    return holdPlace
  }, [text])
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SKELETON_MS)
    return () => clearTimeout(timer)
  }, [])
  return (
    <PlanSkeleton isShown={text !== null || isSlow} label={words.frame.opening}>
      {text ? <div ref={place} /> : null}
    </PlanSkeleton>
  )
}
