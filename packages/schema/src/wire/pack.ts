import * as z from 'zod/mini'
import type { Facts } from '../plan/facts.ts'
import type { CanonicalContent } from '../plan-doc/canonical.ts'
import { auditEntry } from './audit.ts'

/** Grows when a pack of an earlier version could be misread. */
export const PACK_VERSION = 1

const side = z.enum(['vendor', 'partner'])
const role = z.enum(['owner', 'editor', 'commenter', 'viewer'])
const company = z.object({ id: z.string(), name: z.string(), shortName: z.string() })
const isRecord = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value)
const content = z.custom<CanonicalContent>(isRecord)

/** People of the pack's own side by name, the other side by side and role. */
const member = z.object({
  id: z.string(),
  side,
  role,
  name: z.nullable(z.string()),
  mail: z.nullable(z.string()),
  /** Until when a guest may read. Milliseconds since 1970, as all numbers for times here. */
  guestUntil: z.nullable(z.number()),
})

const invitation = z.object({ mail: z.string(), role, guestUntil: z.nullable(z.number()), endsAt: z.number() })

/** A share link of the pack's own side, also one that is over. What opens it is not in the pack. */
const shareLink = z.object({
  role: z.enum(['viewer', 'commenter']),
  audience: z.enum(['companies', 'anyone']),
  domains: z.array(z.string()),
  hasPassword: z.boolean(),
  madeAt: z.number(),
  endsAt: z.number(),
  endedAt: z.nullable(z.number()),
  usedAt: z.nullable(z.number()),
  uses: z.number(),
})

/** What both sides signed: `hash` is the SHA-256 of the RFC 8785 text of `content`. */
const revision = z.object({ version: z.number(), hash: z.string(), content })

/** Whose act it was; null is the server itself. */
const author = z.nullable(z.object({ side, role: z.nullable(role), name: z.nullable(z.string()) }))
/** That somebody put letters into a private note. */
const noteWritten = z.object({ at: z.number(), by: author })
export type PackedNoteWriting = z.infer<typeof noteWritten>

/** One change of a register, or that letters were written, as long as it is kept. */
const change = z.object({
  at: z.number(),
  seq: z.number(),
  act: z.enum(['born', 'set', 'clear', 'text']),
  /** The Block; `meta` for the plan's own fields, `body` for its text. */
  block: z.string(),
  path: z.string(),
  by: author,
  value: z.optional(z.nullable(z.union([z.string(), z.number(), z.boolean()]))),
})
export type PackedChange = z.infer<typeof change>

/**
 * `GET /api/plans/:plan/pack`: everything one side may see of a plan, in one file. `hash` is the SHA-256 of the RFC 8785
 * text of `content`, so that anybody can prove it without Concord.
 */
export const packFile = z.object({
  format: z.literal('concord-pack'),
  version: z.literal(PACK_VERSION),
  takenAt: z.number(),
  side,
  plan: z.object({
    id: z.string(),
    companies: z.object({ vendor: company, partner: company }),
    createdAt: z.number(),
    archivedAt: z.nullable(z.number()),
    /** The newest Update that `content` holds. */
    seq: z.number(),
  }),
  hash: z.string(),
  content,
  /** The whole plan as it reads, with what was computed on that day. */
  markdown: z.string(),
  facts: z.custom<Facts>(isRecord),
  revisions: z.array(revision),
  members: z.array(member),
  invitations: z.array(invitation),
  shareLinks: z.array(shareLink),
  /** The side's private Y.Doc, by its roots. */
  private: z.object({ blocks: z.record(z.string(), z.unknown()), notes: z.record(z.string(), z.unknown()) }),
  /** Who first and last put letters into each private note. */
  noteWriters: z.record(z.string(), z.object({ first: noteWritten, last: noteWritten })),
  /** What people of this side did with access, newest first. */
  audit: z.array(auditEntry),
  /** The field history in no order. What was thinned while the file was written may be told twice. */
  changes: z.array(change),
})
export type PackFile = z.infer<typeof packFile>
