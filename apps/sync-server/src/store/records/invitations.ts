import { type Member, newId } from '@concord/schema'
import type { Rows, Tables } from '../tables.ts'
import { accessAnswered } from './access-requests.ts'
import { type AuditedBy, noteAudit, type Origin } from './audit.ts'
import { companyOfDomain } from './companies.ts'
import { factsChanged } from './facts-number.ts'
import { addMember, addPerson, personById, personByMailbox } from './people.ts'
import { type PlanRow, planById } from './plans.ts'

export type InvitationRow = Tables['invitations']

/** An invitation with what its page says of it. */
export interface OpenInvitation extends Omit<InvitationRow, 'tokenHash'> {
  /** Who invites; null when the inviter is no Member any more. */
  readonly inviter: string | null
}

/** What became of accepting an invitation. */
export type Joined =
  | { readonly outcome: 'joined'; readonly plan: string; readonly person: string; readonly factsNumber: number }
  /** Already a Member, or joined by it before: nothing changed. */
  | { readonly outcome: 'alreadyIn'; readonly plan: string }
  | { readonly outcome: 'over' }

/** Notes an invitation; an earlier one of the same mailbox into the plan ends. */
export async function addInvitation(
  db: Rows,
  invitation: Omit<InvitationRow, 'acceptedAt'>,
  by: AuditedBy,
): Promise<void> {
  const { plan, mailbox, mail, side, role, guestUntil } = invitation
  await db
    .deleteFrom('invitations')
    .where('plan', '=', plan)
    .where('mailbox', '=', mailbox)
    .where('acceptedAt', 'is', null)
    .execute()
  await db
    .insertInto('invitations')
    .values({ ...invitation, acceptedAt: null })
    .execute()
  await accessAnswered(db, plan, mailbox)
  const until = guestUntil === null ? {} : { until: guestUntil }
  await noteAudit(db, by, plan, 'memberInvited', { who: mail, side, role, ...until })
}

const open = (db: Rows, now: number) =>
  db
    .selectFrom('invitations')
    .innerJoin('plans', 'plans.id', 'invitations.plan')
    .leftJoin('members', 'members.id', 'invitations.invitedBy')
    .leftJoin('people', 'people.id', 'members.person')
    .selectAll('invitations')
    .select('people.name as inviter')
    .where('invitations.acceptedAt', 'is', null)
    .where('invitations.endsAt', '>', now)
    .where('plans.deletedAt', 'is', null)

/** The open invitation behind a token; null for any other. */
export async function invitationByToken(db: Rows, tokenHash: string, now: number): Promise<OpenInvitation | null> {
  return (await open(db, now).where('invitations.tokenHash', '=', tokenHash).executeTakeFirst()) ?? null
}

/** The plan that a mailbox joined by an invitation; null when it did not. */
export async function joinedByInvitation(
  db: Rows,
  which: { readonly id: string } | { readonly tokenHash: string },
  mailbox: string,
): Promise<string | null> {
  const [column, value] = 'id' in which ? (['id', which.id] as const) : (['tokenHash', which.tokenHash] as const)
  const row = await db
    .selectFrom('invitations')
    .select('plan')
    .where(column, '=', value)
    .where('mailbox', '=', mailbox)
    .where('acceptedAt', 'is not', null)
    .executeTakeFirst()
  return row?.plan ?? null
}

/** The open invitations of a mailbox, newest first. */
export async function invitationsOfMailbox(db: Rows, mailbox: string, now: number): Promise<OpenInvitation[]> {
  return open(db, now).where('invitations.mailbox', '=', mailbox).orderBy('invitations.at', 'desc').execute()
}

/** The open invitations into a plan, oldest first. */
export async function invitationsOf(db: Rows, plan: string, now: number): Promise<OpenInvitation[]> {
  return open(db, now).where('invitations.plan', '=', plan).orderBy('invitations.at').execute()
}

/** Invitations sent for a plan since `since`, for the limit of mails. */
export async function invitationsSince(db: Rows, plan: string, since: number): Promise<number> {
  const { sent } = await db
    .selectFrom('invitations')
    .select((row) => row.fn.countAll<number>().as('sent'))
    .where('plan', '=', plan)
    .where('at', '>', since)
    .executeTakeFirstOrThrow()
  return sent
}

/** Withdraws an open invitation; false when there is none. */
export async function endInvitation(db: Rows, plan: string, id: string, by: AuditedBy): Promise<boolean> {
  const ended = await db
    .deleteFrom('invitations')
    .where('plan', '=', plan)
    .where('id', '=', id)
    .where('acceptedAt', 'is', null)
    .returning(['mail', 'side'])
    .executeTakeFirst()
  if (!ended) return false
  await noteAudit(db, by, plan, 'invitationWithdrawn', { who: ended.mail, side: ended.side })
  return true
}

/**
 * Makes whoever proved `mailbox` a Member, as the invitation says. Somebody unknown becomes a person of the company
 * that owns the mail domain, or else of the side that invites; a guest from nowhere brings a company named after it.
 */
export async function acceptInvitation(
  db: Rows,
  id: string,
  mailbox: string,
  name: string,
  now: number,
  origin: Origin,
): Promise<Joined> {
  const invitation = await open(db, now).where('invitations.id', '=', id).executeTakeFirst()
  const plan = invitation && (await planById(db, invitation.plan))
  if (!invitation || !plan || invitation.mailbox !== mailbox) {
    const joined = await joinedByInvitation(db, { id }, mailbox)
    return joined === null ? { outcome: 'over' } : { outcome: 'alreadyIn', plan: joined }
  }
  const { side, role, guestUntil, invitedBy } = invitation
  const person = await personFor(db, invitation, plan, name)
  await db.updateTable('invitations').set({ acceptedAt: now }).where('id', '=', id).execute()
  const known = await db
    .selectFrom('members')
    .select('id')
    .where('plan', '=', plan.id)
    .where('person', '=', person)
    .executeTakeFirst()
  if (known) return { outcome: 'alreadyIn', plan: plan.id }
  const member: Omit<Member, 'name'> = {
    id: newId(),
    side,
    role,
    ...(guestUntil !== null && { guest: { until: guestUntil, sponsor: invitedBy } }),
  }
  await addMember(db, plan.id, person, member)
  const joined = await personById(db, person)
  const actor = { id: member.id, side, role, name: joined?.name ?? name }
  const via = member.guest ? 'guest' : 'session'
  await noteAudit(db, { at: now, via, actor, ...origin }, plan.id, 'memberJoined', { who: actor.name, side, role })
  return { outcome: 'joined', plan: plan.id, person, factsNumber: await factsChanged(db, plan.id) }
}

/** The person behind a mailbox that was proved and has an invitation; null when it is over. */
export async function personInvited(
  db: Rows,
  id: string,
  mailbox: string,
  name: string,
  now: number,
): Promise<string | null> {
  const invitation = await open(db, now).where('invitations.id', '=', id).executeTakeFirst()
  const plan = invitation && (await planById(db, invitation.plan))
  return plan && invitation.mailbox === mailbox ? personFor(db, invitation, plan, name) : null
}

async function personFor(
  db: Rows,
  { mail, mailbox, guestUntil, side }: OpenInvitation,
  plan: PlanRow,
  name: string,
): Promise<string> {
  const known = await personByMailbox(db, mailbox)
  if (known) return known.id
  const domain = mail.slice(mail.lastIndexOf('@') + 1)
  const company =
    (await companyOfDomain(db, domain))?.id ??
    (guestUntil === null ? plan.companies[side].id : await companyNamedAfter(db, domain))
  const person = newId()
  await addPerson(db, { id: person, company, name, mail, mailbox })
  return person
}

async function companyNamedAfter(db: Rows, domain: string): Promise<string> {
  const id = newId()
  await db.insertInto('companies').values({ id, name: domain, shortName: domain }).execute()
  return id
}
