import { createContext, type ReactNode, useContext } from 'react'
import type { PlanSession } from './session.ts'

interface PlanContextValue {
  readonly session: PlanSession
  readonly canWrite: boolean
}

const PlanContext = createContext<PlanContextValue | null>(null)

/** Gives an open plan to all cards below. `canWrite` false makes every field read-only; it may change at any time. */
export function PlanProvider({
  session,
  canWrite,
  children,
}: {
  session: PlanSession
  canWrite: boolean
  children: ReactNode
}) {
  return <PlanContext value={{ session, canWrite }}>{children}</PlanContext>
}

function useContextValue(): PlanContextValue {
  const value = useContext(PlanContext)
  if (!value) throw new Error('A card stands outside a PlanProvider.')
  return value
}

/** The open plan: its Y.Doc, undo, presence, locale and me. Stable while the plan is open; never renders by itself. */
export const usePlan = (): PlanSession => useContextValue().session

/** False for a viewer, a commenter and an editor that is too old: show values, offer no editing. */
export const useCanWrite = (): boolean => useContextValue().canWrite
