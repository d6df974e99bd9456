import { createContext, useContext, useSyncExternalStore } from 'react'
import { CalmSave } from '../session/calm-save.ts'
import type { PlanConnection } from '../session/connection.ts'
import type { PlanState } from '../session/plan-state.ts'
import type { SaveState } from '../session/save-state.ts'

type OpenPlan = Extract<PlanState, { phase: 'open' }>

const ConnectionContext = createContext<PlanConnection | null>(null)
export const ConnectionProvider = ConnectionContext.Provider

/** The plan this page shows. */
export function useConnection(): PlanConnection {
  const connection = useContext(ConnectionContext)
  if (!connection) throw new Error('A part of the plan page stands outside of it.')
  return connection
}

function useOpen<T>(select: (open: OpenPlan) => T): T {
  const connection = useConnection()
  return useSyncExternalStore(connection.subscribe, () => select(openPlan(connection)))
}

/** Parts of the page are mounted only while the plan is open; what was last known serves the moment it closes. */
const lastOpen = new WeakMap<PlanConnection, OpenPlan>()
function openPlan(connection: PlanConnection): OpenPlan {
  const state = connection.state()
  if (state.phase === 'open') lastOpen.set(connection, state)
  const open = lastOpen.get(connection)
  if (!open) throw new Error('The plan is not open.')
  return open
}

const calmSaves = new WeakMap<PlanConnection, CalmSave>()
function calmSaveOf(connection: PlanConnection): CalmSave {
  const known = calmSaves.get(connection)
  if (known) return known
  const calm = new CalmSave(openPlan(connection).save)
  connection.subscribe(() => calm.take(openPlan(connection).save))
  calmSaves.set(connection, calm)
  return calm
}

/** Whether my work is safe, as the page says it. */
export function useSaveState(): SaveState {
  const calm = calmSaveOf(useConnection())
  return useSyncExternalStore(calm.subscribe, calm.shown)
}
/** Whether others are out of reach. */
export const useIsAway = (): boolean => useOpen(({ save }) => save.kind === 'offline')
export const useReadOnly = () => useOpen(({ readOnly }) => readOnly)
/** What I wrote and the server did not take; null when there is nothing of the kind. */
export const useKeptWords = () => useOpen(({ kept }) => kept)
/** Whether something of mine is on this device only. */
export const useHasUnsent = (): boolean =>
  useOpen(({ save }) => save.kind === 'saving' || ('kept' in save && save.kept > 0))
export const usePlanAnswer = () => useOpen(({ plan }) => plan)
