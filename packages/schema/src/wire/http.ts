import * as z from 'zod/mini'
import type { ErrorCode } from '../errors.ts'
import { isErrorCode } from '../errors.ts'
import type { Day } from '../plan/day.ts'
import { isDay } from '../plan/day.ts'
import type { Facts } from '../plan/facts.ts'
import type { CanonicalContent } from '../plan-doc/canonical.ts'
import type { PlanJson } from '../plan-doc/read.ts'

const side = z.enum(['vendor', 'partner'])
const role = z.enum(['owner', 'editor', 'commenter', 'viewer'])
const day = z.custom<Day>(isDay)
const company = z.object({ id: z.string(), name: z.string(), shortName: z.string() })
const companies = z.object({ vendor: company, partner: company })

/** Every refusal: `message` in the reader's words, `reference` also in the server's log. */
export const errorResponse = z.object({
  error: z.object({
    code: z.custom<ErrorCode>(isErrorCode),
    message: z.string(),
    field: z.optional(z.string()),
    retryAfterSeconds: z.optional(z.number()),
    /** Of a plan that was deleted: until when its owners may bring it back, milliseconds since 1970. */
    undoUntil: z.optional(z.number()),
    reference: z.string(),
  }),
})
export type ErrorResponse = z.infer<typeof errorResponse>

/** `GET /api/session`: who this browser is. `endsAt` in milliseconds since 1970. */
export const sessionResponse = z.object({
  person: z.object({ id: z.string(), name: z.string() }),
  company,
  endsAt: z.number(),
})
export type SessionResponse = z.infer<typeof sessionResponse>

/** `GET /api/plans/:plan`: what an editor needs before it opens the plan's room. */
export const planResponse = z.object({
  id: z.string(),
  /** Rooms the reader may open. */
  rooms: z.object({ plan: z.string(), side: z.nullable(z.string()) }),
  /** Who the reader is here; `side` is null for somebody who came through a share link. */
  member: z.object({ id: z.string(), name: z.string(), side: z.nullable(side), role, colour: z.string() }),
  companies,
  /** Server time, milliseconds since 1970. */
  now: z.number(),
  /** A demo plan's pinned today. */
  today: z.nullable(day),
  /** An editor with a lower schema version may only read. */
  minimumSchema: z.number(),
  factsNumber: z.number(),
  /** It takes four fifths of what a plan may, or more. What a device kept from before it was told says nothing. */
  isNearlyFull: z._default(z.boolean(), false),
})
export type PlanResponse = z.infer<typeof planResponse>

/** `GET /api/plans/:plan/facts`, `?since=n`: `facts` is left out when nothing changed after `n`. */
export const factsResponse = z.object({ number: z.number(), facts: z.optional(z.custom<Facts>(isRecord)) })
export type FactsResponse = z.infer<typeof factsResponse>

/**
 * `POST /api/plans/:plan/keys`: gives a key to every Block and row that lacks one in the plan as saved.
 * Safe to repeat. The answer holds every key of the plan by Ref.
 */
export const keysRequest = z.strictObject({})
export const keysResponse = z.object({ number: z.number(), keys: z.record(z.string(), z.string()) })
export type KeysResponse = z.infer<typeof keysResponse>

/** `GET /api/plans/:plan/content`: the plan as saved, without loss. `seq` is the newest Update it holds. */
export const contentResponse = z.object({ seq: z.number(), content: z.custom<PlanJson>(isRecord) })
export type ContentResponse = z.infer<typeof contentResponse>

/** `GET /api/plans/:plan/revisions/:version`: what both sides signed, as it was hashed; it never changes. */
export const revisionResponse = z.object({ version: z.number(), content: z.custom<CanonicalContent>(isRecord) })
export type RevisionResponse = z.infer<typeof revisionResponse>

/** `GET /api/plans/:plan/changes?block=&path=`: the last changes of one register or cell. */
export const fieldChangesRequest = z.strictObject({
  block: z.string().check(z.regex(/^(meta|[a-zA-Z0-9]{12})$/)),
  path: z.string().check(z.regex(/^[^/]{1,64}(\/[^/]{1,64}){0,3}$/)),
})

/** People of the reader's own side by name, the other side by side and role; what is no longer known is null. */
const changeAuthor = z.object({ side, role: z.nullable(role), name: z.nullable(z.string()), isMe: z.boolean() })
export type ChangeAuthor = z.infer<typeof changeAuthor>

const value = z.nullable(z.union([z.string(), z.number(), z.boolean()]))
const fieldChange = z.object({
  /** When the server got it, milliseconds since 1970. */
  at: z.number(),
  /** Null is the server itself: the plan's beginning, a migration. */
  by: z.nullable(changeAuthor),
  /** Null is empty; absent is no longer kept. */
  from: z.optional(value),
  to: z.optional(value),
  /** It did not stand: a write made without knowing of it counts more. */
  isOverruled: z.boolean(),
})
export type ToldChange = z.infer<typeof fieldChange>

/** Newest first, from the plan as saved through `seq`; `earlier` tells what was before the oldest of them. */
export const fieldChangesResponse = z.object({
  seq: z.number(),
  changes: z.array(fieldChange),
  earlier: z.enum(['none', 'more', 'notKept']),
})
export type FieldChangesResponse = z.infer<typeof fieldChangesResponse>

const noteWritten = z.object({
  /** When the server got it, milliseconds since 1970. */
  at: z.number(),
  by: z.nullable(changeAuthor),
})

/** `GET /api/plans/:plan/notes`: who put letters into each private note of the reader's side, first and last. */
export const noteWritersResponse = z.object({
  notes: z.record(z.string(), z.object({ first: noteWritten, last: noteWritten })),
})
export type NoteWritersResponse = z.infer<typeof noteWritersResponse>

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
