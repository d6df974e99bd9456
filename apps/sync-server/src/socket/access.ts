import { type Actor, can, canOnSide } from '@concord/schema'
import { colourOf, type Identity } from '../room/presence.ts'
import type { RoomName } from '../room/room-name.ts'
import type { Entered } from '../session/sessions.ts'
import type { Access } from './connection.ts'

/** The identity others see, made from what the session proves and nothing else. */
export function identityOf({ id, name, side, role }: Actor): Identity {
  const colour = colourOf(side)
  return { name, side, role, member: id, colour, color: colour }
}

/**
 * What somebody may do in a room, or null when he may not even know of it. `schema` is what his editor states;
 * a script states none and is not held back.
 */
export function accessOf(
  { actor, schemaVersion }: Pick<Entered, 'actor' | 'schemaVersion'>,
  room: RoomName,
  schema: number | undefined,
  now: number,
): Access | null {
  if (!actor) return null
  const isTooOld = schema !== undefined && schema < schemaVersion
  const identity = identityOf(actor)
  const grant = (mayWrite: boolean): Access => ({
    identity,
    mayWrite: mayWrite && !isTooOld,
    refusal: mayWrite ? 'editorTooOld' : 'notAllowed',
  })
  if (room.kind === 'plan') return can(actor, 'readPlan', now) ? grant(can(actor, 'writePlan', now)) : null
  if (!canOnSide(actor, 'readSide', room.side, now)) return null
  return grant(canOnSide(actor, 'writeSide', room.side, now))
}
