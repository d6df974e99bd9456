import * as z from 'zod/mini'

/** Every act that the audit log keeps, in the order a reader may choose them. */
export const auditActs = [
  'planStarted',
  'planCopied',
  'planArchived',
  'planReopened',
  'deletionAsked',
  'deletionWithdrawn',
  'planDeleted',
  'planRestored',
  'accessAsked',
  'accessDeclined',
  'memberInvited',
  'invitationWithdrawn',
  'memberJoined',
  'roleChanged',
  'guestEndChanged',
  'accessEnded',
  'linkMade',
  'linkOpened',
  'linkEnded',
  'previewShown',
  'previewHidden',
  'packTaken',
] as const
export type AuditAct = (typeof auditActs)[number]

/** How whoever acted came in; `operator` works on the server itself, `clock` is Concord when a time is over. */
export const auditVias = ['session', 'demo', 'link', 'guest', 'operator', 'clock'] as const
export type AuditVia = (typeof auditVias)[number]

const side = z.enum(['vendor', 'partner'])
const role = z.enum(['owner', 'editor', 'commenter', 'viewer'])

/** What an act was about, as far as words need it. Times in milliseconds since 1970. */
const subject = z.object({
  /** The Member or invited address it concerns; null when it is of the other side. */
  who: z.optional(z.nullable(z.string())),
  side: z.optional(side),
  role: z.optional(role),
  until: z.optional(z.number()),
})
export type AuditSubject = z.infer<typeof subject>

export const auditEntry = z.object({
  id: z.number(),
  at: z.number(),
  act: z.enum(auditActs),
  via: z.enum(auditVias),
  /** Null for Concord itself and its operator. People of the reader's side by name, the other side by side and role. */
  by: z.nullable(z.object({ side: z.nullable(side), role: z.nullable(role), name: z.nullable(z.string()) })),
  /** Browser and system, and network address; only of the reader's own side. */
  from: z.nullable(z.object({ device: z.string(), address: z.string() })),
  subject,
})
export type AuditEntry = z.infer<typeof auditEntry>

/** `GET /api/plans/:plan/audit?act=&side=&before=`: newest first; `earlier` is the `before` of the next page. */
export const auditRequest = z.strictObject({
  act: z.optional(z.enum(auditActs)),
  side: z.optional(side),
  before: z.optional(z.string().check(z.regex(/^\d{1,15}$/))),
})
export type AuditRequest = z.infer<typeof auditRequest>
export const auditResponse = z.object({ entries: z.array(auditEntry), earlier: z.nullable(z.number()) })
export type AuditResponse = z.infer<typeof auditResponse>
