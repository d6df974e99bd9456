import { type Actor, canOnSide, type PlanResponse } from '@concord/schema'
import type { AppParts } from '../app.ts'
import { colourOf } from '../room/presence.ts'
import { planRoom, sideRoom } from '../room/room-name.ts'

/** Whoever writes in a plan is warned from this part of its limit on. */
const NEARLY = 0.8

/** What its reader is told of a plan before its content; null when there is no such plan. */
export async function planAnswer(
  { store, clock, limits }: Pick<AppParts, 'store' | 'clock' | 'limits'>,
  plan: string,
  actor: Actor,
): Promise<PlanResponse | null> {
  const row = await store.records.planById(plan)
  if (!row) return null
  const now = clock.now()
  const { id, name, side, role } = actor
  return {
    id: plan,
    rooms: {
      plan: planRoom(plan),
      side: side && canOnSide(actor, 'readSide', side, now) ? sideRoom(plan, side) : null,
    },
    member: { id, name, side, role, colour: colourOf(side) },
    companies: row.companies,
    now,
    today: row.pinnedDay,
    minimumSchema: row.schemaVersion,
    factsNumber: row.factsNumber,
    isNearlyFull: (await store.records.bytesOf(plan)) >= NEARLY * limits.plan,
  }
}
