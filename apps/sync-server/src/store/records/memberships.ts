import type { AuditAct, AuditSubject, Member, Role } from '@concord/schema'
import type { Rows } from '../tables.ts'
import { type AuditedBy, noteAudit } from './audit.ts'
import { factsChanged } from './facts-number.ts'

/** A Member with what the people of his own side see of him. */
export interface MemberRow extends Member {
  readonly person: string
  readonly mail: string | null
}

/** What became of a change to a Member. */
export type MemberChange =
  | { readonly outcome: 'changed'; readonly person: string; readonly factsNumber: number }
  /** A side without an owner could never let anybody in again. */
  | { readonly outcome: 'lastOwner' }
  | { readonly outcome: 'notFound' }

/** The plan's Members in their order, with their addresses. */
export async function memberRowsOf(db: Rows, plan: string): Promise<MemberRow[]> {
  const rows = await db
    .selectFrom('members')
    .innerJoin('people', 'people.id', 'members.person')
    .selectAll('members')
    .select(['people.name', 'people.mail'])
    .where('members.plan', '=', plan)
    .orderBy('members.place')
    .execute()
  return rows.map(({ id, name, side, role, person, mail, guestUntil, guestSponsor }) => ({
    id,
    name,
    side,
    role,
    person,
    mail,
    ...(guestUntil !== null && { guest: { until: guestUntil, sponsor: guestSponsor ?? '' } }),
  }))
}

/** Gives a Member another role; a side keeps at least one owner. */
export async function changeRole(db: Rows, plan: string, id: string, role: Role, by: AuditedBy): Promise<MemberChange> {
  return changeMember(db, plan, id, role === 'owner', by, ['roleChanged', { role }], () =>
    db.updateTable('members').set({ role }).where('id', '=', id).execute(),
  )
}

/** Ends a membership; a side keeps at least one owner. */
export async function endMembership(db: Rows, plan: string, id: string, by: AuditedBy): Promise<MemberChange> {
  return changeMember(db, plan, id, false, by, ['accessEnded', {}], () =>
    db.deleteFrom('members').where('id', '=', id).execute(),
  )
}

/** Sets or moves the day a guest's access ends. */
export async function setGuestEnd(
  db: Rows,
  plan: string,
  id: string,
  until: number,
  by: AuditedBy,
): Promise<MemberChange> {
  const rows = await memberRowsOf(db, plan)
  const member = rows.find((each) => each.id === id)
  if (!member?.guest) return { outcome: 'notFound' }
  await db.updateTable('members').set({ guestUntil: until }).where('id', '=', id).execute()
  await noteAudit(db, by, plan, 'guestEndChanged', { who: member.name, side: member.side, until })
  return { outcome: 'changed', person: member.person, factsNumber: await factsChanged(db, plan) }
}

async function changeMember(
  db: Rows,
  plan: string,
  id: string,
  staysOwner: boolean,
  by: AuditedBy,
  [act, subject]: readonly [AuditAct, AuditSubject],
  change: () => Promise<unknown>,
): Promise<MemberChange> {
  const rows = await memberRowsOf(db, plan)
  const member = rows.find((each) => each.id === id)
  if (!member) return { outcome: 'notFound' }
  const isOwner = (each: Member) => each.side === member.side && each.role === 'owner' && !each.guest
  const isLastOwner = isOwner(member) && rows.filter(isOwner).length === 1
  if (isLastOwner && !staysOwner) return { outcome: 'lastOwner' }
  await change()
  await noteAudit(db, by, plan, act, { who: member.name, side: member.side, ...subject })
  return { outcome: 'changed', person: member.person, factsNumber: await factsChanged(db, plan) }
}
