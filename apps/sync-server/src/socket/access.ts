import { can, canOnSide, type Member } from '@concord/schema'
import { companyColours, type Identity } from '../room/presence.ts'
import type { RoomName } from '../room/room-name.ts'
import type { Admission, Store } from '../store/store.ts'
import type { Access } from './connection.ts'

/** The identity others see, made from the Member and nothing else. */
export const identityOf = (member: Member): Identity => ({
  name: member.name,
  side: member.side,
  role: member.role,
  member: member.id,
  colour: companyColours[member.side],
  color: companyColours[member.side],
})

/**
 * What a person may do in a room, or null when he may not even know of it. `schema` is what his editor states;
 * a script states none and is not held back.
 */
export async function accessTo(
  store: Store,
  person: string,
  room: RoomName,
  schema: number | undefined,
  now: number,
): Promise<Access | null> {
  const member = await store.records.memberOf(person, room.plan)
  const schemaVersion = (await store.records.planById(room.plan))?.schemaVersion ?? 0
  return accessOf({ member, schemaVersion }, room, schema, now)
}

/** The same, told from what is known already. */
export function accessOf(
  { member, schemaVersion }: Pick<Admission, 'member' | 'schemaVersion'>,
  room: RoomName,
  schema: number | undefined,
  now: number,
): Access | null {
  if (!member) return null
  const isTooOld = schema !== undefined && schema < schemaVersion
  const identity = identityOf(member)
  const grant = (mayWrite: boolean): Access => ({
    identity,
    mayWrite: mayWrite && !isTooOld,
    refusal: mayWrite ? 'editorTooOld' : 'notAllowed',
  })
  if (room.kind === 'plan') return can(member, 'readPlan', now) ? grant(can(member, 'writePlan', now)) : null
  if (!canOnSide(member, 'readSide', room.side, now)) return null
  return grant(canOnSide(member, 'writeSide', room.side, now))
}
