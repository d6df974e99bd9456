import { PlanProvider } from '@concord/blocks'
import { useEffect, useLayoutEffect, useState, useSyncExternalStore } from 'react'
import type { PlanConnection } from '../session/connection.ts'
import type { KeptWords } from '../session/kept-words.ts'
import type { PlanState } from '../session/plan-state.ts'
import { words } from '../words.ts'
import { ClosedPage } from './closed-page.tsx'
import { takeConnection } from './first-connection.ts'
import { OpenPlan } from './open-plan.tsx'
import { ConnectionProvider } from './plan-context.tsx'
import { PlanSkeleton } from './plan-skeleton.tsx'
import { hasStaticPlan, leavePlace } from './static-plan.ts'

/** A plan by its id: opening, open, or closed to this person. */
export function PlanPage({ planId }: { planId: string }) {
  const [connection, setConnection] = useState<PlanConnection | null>(null)
  const [before, setBefore] = useState<Predecessor | null>(null)
  const kept = before?.planId === planId ? before.kept : null
  useEffect(() => {
    const opened = takeConnection(planId, kept)
    const look = () => {
      const state = opened.state()
      if (state.phase === 'takenBack') setBefore({ planId, kept: state.kept })
    }
    const stop = opened.subscribe(look)
    // It was opened before anybody listened.
    look()
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
  if (!closed && !session) return <Opening />
  return (
    <>
      <TakingPlace />
      {closed ? <ClosedPage {...closed} onRetry={() => connection.retry()} /> : null}
      {session && !closed ? (
        <ConnectionProvider value={connection}>
          <PlanProvider session={session} canWrite={canWrite}>
            <OpenPlan />
          </PlanProvider>
        </ConnectionProvider>
      ) : null}
    </>
  )
}

/** Stands before whatever comes instead of the server's text: the text is gone before anything behind it is measured. */
function TakingPlace() {
  useLayoutEffect(leavePlace, [])
  return null
}

function stateIn<P extends PlanState['phase']>(connection: PlanConnection, phase: P) {
  const state = connection.state()
  return state.phase === phase ? (state as Extract<PlanState, { phase: P }>) : null
}

const SKELETON_MS = 150

/** The server's own text of the plan where there is one, else after a moment the plan's shape in grey. */
function Opening() {
  const [isSlow, setSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SKELETON_MS)
    return () => clearTimeout(timer)
  }, [])
  return hasStaticPlan() ? null : <PlanSkeleton isShown={isSlow} label={words.frame.opening} />
}
