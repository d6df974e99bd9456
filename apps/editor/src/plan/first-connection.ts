import { PlanConnection } from '../session/connection.ts'
import type { KeptWords } from '../session/kept-words.ts'
import { pageActions } from './page-events.ts'

/** The connection of the plan that the window was opened for, until the page takes it. */
let first: PlanConnection | null = null

/** Connects to a plan before anything of the page is drawn: the device and the network answer while it is. */
export function connectFirst(planId: string): void {
  first = connect(planId, null)
}

/** The connection for a page of a plan; the page closes it. `kept` is what the one before it had to take back. */
export function takeConnection(planId: string, kept: KeptWords | null): PlanConnection {
  const early = first
  first = null
  if (early?.planId === planId && kept === null) return early
  early?.close()
  return connect(planId, kept)
}

function connect(planId: string, kept: KeptWords | null): PlanConnection {
  const connection: PlanConnection = new PlanConnection(
    planId,
    pageActions(() => connection),
    kept,
  )
  return connection
}
