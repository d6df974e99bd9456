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
  /** People who ask to be let in, for the owners who may answer. */
  asking: z.array(z.object({ id: z.string(), mail: z.string(), at: z.number() })),
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
  // Longer than an address can be, so that what is wrong with it is said in words.
  mail: z.string().check(z.maxLength(1000)),
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

/** The longest a share link lasts, in days. */
export const LONGEST_LINK_DAYS = 365
/** The shortest password of a share link. */
export const SHORTEST_LINK_PASSWORD = 8

const linkRole = z.enum(['viewer', 'commenter'])
const audience = z.enum(['companies', 'anyone'])

const shareLink = z.object({
  id: z.string(),
  side,
  role: linkRole,
  audience,
  /** Mail domains of those who may open it; empty for all of both companies. */
  domains: z.array(z.string()),
  hasPassword: z.boolean(),
  /** Milliseconds since 1970, as all times here. */
  endsAt: z.number(),
  /** The last time it was opened; null before that. */
  usedAt: z.nullable(z.number()),
  uses: z.number(),
  /** Whether this reader may end it. */
  mayEnd: z.boolean(),
})
export type SharedLink = z.infer<typeof shareLink>

/** `GET /api/plans/:plan/share-links`: the links that open the plan now, newest first. */
export const shareLinksResponse = z.object({
  links: z.array(shareLink),
  /** Whether this reader may make one for his side. */
  mayMake: z.boolean(),
  /** Whether the plan shows itself where its address is pasted, and whether this reader may change that. */
  preview: z.object({ isOn: z.boolean(), mayChange: z.boolean() }),
})
export type ShareLinksResponse = z.infer<typeof shareLinksResponse>

/** `POST /api/plans/:plan/share-links`: makes a link. Whoever opens one for anyone only reads. */
export const shareLinkRequest = z.strictObject({
  role: linkRole,
  audience,
  domains: z.array(z.string().check(z.maxLength(254))).check(z.maxLength(20)),
  days: z.int().check(z.minimum(1), z.maximum(LONGEST_LINK_DAYS)),
  password: z.nullable(z.string().check(z.minLength(SHORTEST_LINK_PASSWORD), z.maxLength(200))),
})
export type ShareLinkRequest = z.infer<typeof shareLinkRequest>

/** The address of a link that was just made: it is told this once, because only its hash is kept. */
export const shareLinkMade = z.object({ id: z.string(), url: z.string() })
export type ShareLinkMade = z.infer<typeof shareLinkMade>

/** `PATCH /api/plans/:plan/preview`: whether title, companies and status counts show where the address is pasted. */
export const previewRequest = z.strictObject({ isOn: z.boolean() })
