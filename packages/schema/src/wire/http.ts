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

/** `GET /api/plans`: the plans this person is a Member of. */
export const plansResponse = z.object({
  plans: z.array(z.object({ id: z.string(), title: z.string(), side, role, companies })),
})
export type PlansResponse = z.infer<typeof plansResponse>

/** `GET /api/plans/:plan`: what an editor needs before it opens the plan's room. */
export const planResponse = z.object({
  id: z.string(),
  /** Rooms this Member may open. */
  rooms: z.object({ plan: z.string(), side: z.nullable(z.string()) }),
  member: z.object({ id: z.string(), name: z.string(), side, role, colour: z.string() }),
  companies,
  /** Server time, milliseconds since 1970. */
  now: z.number(),
  /** A demo plan's pinned today. */
  today: z.nullable(day),
  /** An editor with a lower schema version may only read. */
  minimumSchema: z.number(),
  factsNumber: z.number(),
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

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
