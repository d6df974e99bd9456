import * as z from 'zod/mini'

const side = z.enum(['vendor', 'partner'])
const role = z.enum(['owner', 'editor', 'commenter', 'viewer'])

/** Until when a guest may read, and who answers for him. Milliseconds since 1970. */
const guest = z.object({ until: z.number(), sponsor: z.string() })

const sharedMember = z.object({
  id: z.string(),
  name: z.string(),
  side,
  role,
  guest: z.optional(guest),
  /** Only people of the reader's own side. */
  mail: z.nullable(z.string()),
})
export type SharedMember = z.infer<typeof sharedMember>

const invitation = z.object({
  id: z.string(),
  mail: z.string(),
  side,
  role,
  inviter: z.nullable(z.string()),
  guestUntil: z.nullable(z.number()),
  endsAt: z.number(),
})
export type SharedInvitation = z.infer<typeof invitation>

/** `GET /api/plans/:plan/members`: who can open the plan, and who was invited by the reader's side. */
export const membersResponse = z.object({
  members: z.array(sharedMember),
  invitations: z.array(invitation),
  /** Mail domains of each company: an address of neither is a guest's. */
  domains: z.object({ vendor: z.array(z.string()), partner: z.array(z.string()) }),
  /** Sides whose people this reader may invite: his own as its owner, the other while it has nobody. */
  mayInvite: z.array(side),
  /** Whether he changes roles and ends access on his side. */
  mayManage: z.boolean(),
})
export type MembersResponse = z.infer<typeof membersResponse>

/** `POST /api/plans/:plan/invitations`: mails an invitation. A guest needs the day his access ends. */
export const invitationRequest = z.strictObject({
  mail: z.string().check(z.maxLength(254)),
  side,
  role,
  guestUntil: z.nullable(z.int().check(z.positive())),
})
export type InvitationRequest = z.infer<typeof invitationRequest>

/** `PATCH /api/plans/:plan/members/:member`: another role, or another end of a guest's access. */
export const memberRequest = z.strictObject({
  role: z.optional(role),
  guestUntil: z.optional(z.int().check(z.positive())),
})
export type MemberRequest = z.infer<typeof memberRequest>
