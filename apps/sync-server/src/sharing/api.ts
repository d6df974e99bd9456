import {
  canOnSide,
  type InvitationRequest,
  invitationRequest,
  type Member,
  type MembersResponse,
  memberRequest,
  otherSide,
  SIDES,
  type Side,
} from '@concord/schema'
import { type Context, Hono } from 'hono'
import type { AppParts } from '../app.ts'
import { actingIn } from '../audit/acting.ts'
import { bodyOf } from '../http/body-of.ts'
import { type Api, membersOf } from '../http/member-for.ts'
import { Refusal } from '../http/refusal.ts'
import { type MailAddress, readMailAddress } from '../mail/mail-address.ts'
import { wrongMail } from '../sign-in/wrong-mail.ts'
import type { MemberChange, MemberRow } from '../store/records/memberships.ts'
import type { PlanRow } from '../store/records/plans.ts'
import { words } from '../words.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** The longest a guest may stay without being asked for again. */
const LONGEST_GUEST = 366 * DAY

/** Who takes part in a plan: `members` and `invitations` under `/api/plans/:plan`. */
export function sharingRoutes(parts: AppParts): Hono<Api> {
  const { store, invitations, rooms, sockets, clock, limits } = parts
  const { records } = store
  const memberFor = membersOf(parts)
  const acting = actingIn(clock)
  const app = new Hono<Api>()

  app.get('/members', async (c) => {
    const { plan, member } = await memberFor(c, 'readPlan')
    const row = await planRow(plan)
    const members = await records.memberRowsOf(plan)
    const isMine = ({ side }: { side: Side }) => side === member.side
    const invited = await records.invitationsOf(plan, clock.now())
    const mayInvite = sidesToInvite(member, members)
    const mayManage = canOnSide(member, 'manageSide', member.side, clock.now())
    const asking = mayManage ? await records.accessRequestsFor(plan, member.side, clock.now()) : []
    return c.json<MembersResponse>({
      members: members.map(({ person, ...each }) => ({
        ...each,
        mail: isMine(each) && !member.guest ? each.mail : null,
      })),
      invitations: invited
        .filter((each) => !member.guest && (isMine(each) || mayInvite.includes(each.side)))
        .map(({ id, mail, side, role, inviter, guestUntil, endsAt }) => ({
          id,
          mail,
          side,
          role,
          inviter,
          guestUntil,
          endsAt,
        })),
      domains: {
        vendor: await records.domainsOf(row.companies.vendor.id),
        partner: await records.domainsOf(row.companies.partner.id),
      },
      mayInvite,
      asking: asking.map(({ id, mail, at }) => ({ id, mail, at })),
      mayManage,
    })
  })

  app.post('/invitations', async (c) => {
    const { plan, member } = await memberFor(c, 'readPlan')
    const request = await bodyOf(c, invitationRequest)
    const address = readMailAddress(request.mail)
    if (!address) throw new Refusal('badRequest', { field: 'mail', message: wrongMail(request.mail) })
    const row = await planRow(plan)
    const members = await records.memberRowsOf(plan)
    if (!sidesToInvite(member, members).includes(request.side))
      throw new Refusal('notAllowed', { message: words.invitation.notYours })
    await requireFitting(request, address, row, members)
    if ((await records.invitationsSince(plan, clock.now() - HOUR)) >= limits.invitationsPerHour)
      throw new Refusal('limitReached', { message: words.invitation.tooMany, retryAfterSeconds: HOUR / 1000 })
    const { vendor, partner } = row.companies
    const inviter = { id: member.id, name: member.name, company: row.companies[member.side].name }
    const companies = { vendor: vendor.name, partner: partner.name }
    const { side, role, guestUntil } = request
    const by = acting(c, member)
    await invitations.send({ plan, side, role, guestUntil, address, inviter, companies, by })
    return c.json({}, 201)
  })

  app.delete('/invitations/:invitation', async (c) => {
    const { plan, member } = await memberFor(c, 'readPlan')
    const id = c.req.param('invitation')
    const sides = sidesToInvite(member, await records.memberRowsOf(plan))
    const open = (await records.invitationsOf(plan, clock.now())).find((each) => each.id === id)
    if (!open || !sides.includes(open.side)) throw new Refusal('notFound')
    await records.endInvitation(plan, id, acting(c, member))
    return c.json({})
  })

  app.delete('/access-requests/:request', async (c) => {
    const { plan, member } = await memberFor(c, 'readPlan')
    if (!canOnSide(member, 'manageSide', member.side, clock.now())) throw new Refusal('notAllowed')
    const isDeclined = await records.declineAccess(plan, c.req.param('request'), member.side, acting(c, member))
    if (!isDeclined) throw new Refusal('notFound')
    return c.json({})
  })

  app.patch('/members/:member', async (c) => {
    const { plan, member, target } = await managed(c)
    const { role, guestUntil } = await bodyOf(c, memberRequest)
    if (guestUntil !== undefined) {
      requireGuestEnd(guestUntil)
      await applied(plan, await records.setGuestEnd(plan, target.id, guestUntil, acting(c, member)))
    }
    if (role !== undefined) {
      if (target.guest && role === 'owner') throw new Refusal('badRequest', { message: words.invitation.guestRole })
      await applied(plan, await records.changeRole(plan, target.id, role, acting(c, member)))
    }
    return c.json({})
  })

  app.delete('/members/:member', async (c) => {
    const { plan, member, target } = await managed(c)
    await applied(plan, await records.endMembership(plan, target.id, acting(c, member)))
    return c.json({})
  })

  /** The Member a request is about: one of the asker's own side, and he its owner. */
  async function managed(c: Context<Api>): Promise<{ plan: string; member: Member; target: MemberRow }> {
    const { plan, member } = await memberFor(c, 'readPlan')
    const target = (await records.memberRowsOf(plan)).find(({ id }) => id === c.req.param('member'))
    if (!target) throw new Refusal('notFound')
    if (!canOnSide(member, 'manageSide', target.side, clock.now())) throw new Refusal('notAllowed')
    return { plan, member, target }
  }

  /** Tells the open editors, and the sockets of whom it concerns at once. */
  async function applied(plan: string, change: MemberChange): Promise<void> {
    if (change.outcome === 'notFound') throw new Refusal('notFound')
    if (change.outcome === 'lastOwner') throw new Refusal('stale', { message: words.invitation.lastOwner })
    rooms.announceFacts(plan, change.factsNumber)
    await sockets.recheck({ person: change.person })
  }

  /** His own side as its owner; the other side while nobody of it has joined. */
  function sidesToInvite(member: Member, members: readonly MemberRow[]): Side[] {
    if (!canOnSide(member, 'manageSide', member.side, clock.now())) return []
    return SIDES.filter((side) => side === member.side || !members.some((each) => each.side === side))
  }

  async function requireFitting(
    { side, role, guestUntil }: InvitationRequest,
    { domain }: MailAddress,
    row: PlanRow,
    members: readonly MemberRow[],
  ): Promise<void> {
    const owner = await records.companyOfDomain(domain)
    const other = row.companies[otherSide(side)]
    if (owner?.id === other.id)
      throw new Refusal('badRequest', { field: 'mail', message: words.invitation.otherSide(other.name) })
    const isOfCompany = owner?.id === row.companies[side].id
    const isFirst = !members.some((each) => each.side === side)
    if (isFirst && role !== 'owner') throw new Refusal('badRequest', { message: words.invitation.firstOwner })
    if (!isOfCompany && !isFirst && guestUntil === null)
      throw new Refusal('badRequest', { field: 'guestUntil', message: words.invitation.guestEnd })
    if (guestUntil === null) return
    requireGuestEnd(guestUntil)
    if (role === 'owner') throw new Refusal('badRequest', { message: words.invitation.guestRole })
  }

  function requireGuestEnd(until: number): void {
    const now = clock.now()
    if (until <= now || until > now + LONGEST_GUEST)
      throw new Refusal('badRequest', { field: 'guestUntil', message: words.invitation.guestEnd })
  }

  async function planRow(plan: string): Promise<PlanRow> {
    const row = await records.planById(plan)
    if (!row) throw new Refusal('notFound')
    return row
  }

  return app
}
