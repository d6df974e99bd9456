import * as z from 'zod/mini'
import { isId } from '../ids.ts'
import { type Day, isDay, isTimeZone } from '../plan/day.ts'
import type { PlanGlance } from '../plan/glance.ts'

const side = z.enum(['vendor', 'partner'])
const role = z.enum(['owner', 'editor', 'commenter', 'viewer'])
const company = z.object({ id: z.string(), name: z.string(), shortName: z.string() })
const companies = z.object({ vendor: company, partner: company })
const owners = z.object({ vendor: z.nullable(z.string()), partner: z.nullable(z.string()) })

/** Where a plan is in its life. Times in milliseconds since 1970. */
const planLife = z.object({
  archivedAt: z.nullable(z.number()),
  /** The side that proposes to delete it, while the other has not agreed. */
  deletionAskedBy: z.nullable(side),
  deletedAt: z.nullable(z.number()),
  /** Until when an owner may bring a deleted plan back. */
  undoUntil: z.nullable(z.number()),
})
export type PlanLife = z.infer<typeof planLife>

const listedPlan = z.object({
  id: z.string(),
  side,
  role,
  isGuest: z.boolean(),
  companies,
  /** The first owner of each side by name; null while a side has nobody. */
  owners,
  life: planLife,
  /** When its text or blocks last changed, milliseconds since 1970; null for a plan nobody wrote in. */
  changedAt: z.nullable(z.number()),
  /** The day its figures are told of. */
  asOf: z.custom<Day>(isDay),
  /** Also of a deleted plan; null when it cannot be read. */
  title: z.nullable(z.string()),
  /** Null when the plan cannot be read, or is deleted. */
  glance: z.nullable(z.custom<Omit<PlanGlance, 'title'>>((value) => typeof value === 'object' && value !== null)),
})
export type ListedPlan = z.infer<typeof listedPlan>

/** `GET /api/plans`: the plans this person is a Member of, deleted ones included while they can be brought back. */
export const plansResponse = z.object({
  plans: z.array(listedPlan),
  /** Whether this person may start plans: his address is at a mail domain of his company. */
  mayStart: z.boolean(),
  /** His company and its mail domains. */
  company: z.object({ name: z.string(), domains: z.array(z.string()) }),
})
export type PlansResponse = z.infer<typeof plansResponse>

const id = z.custom<string>(isId)
const name = z.string().check(z.trim(), z.minLength(1), z.maxLength(80))
const domain = z.string().check(z.maxLength(253))

/** `POST /api/plans`: starts a plan with another company and mails its first owner there an invitation. */
export const startRequest = z.strictObject({
  title: z.string().check(z.trim(), z.minLength(1), z.maxLength(140)),
  /** The side of whoever starts it. */
  side,
  start: z.custom<Day>(isDay),
  end: z.custom<Day>(isDay),
  currency: z.string().check(z.regex(/^[A-Z]{3}$/)),
  timeZone: z.string().check(z.maxLength(64), z.refine(isTimeZone)),
  /** A company of another plan of theirs by id, or a new one with its mail domains. */
  other: z.union([
    z.strictObject({ company: id }),
    z.strictObject({ name, domains: z.array(domain).check(z.minLength(1), z.maxLength(10)) }),
  ]),
  /** Address of the first owner of the other company. */
  invite: z.string().check(z.maxLength(1000)),
  /** An address of neither company is invited only when whoever starts the plan says so. */
  isStranger: z.boolean(),
  from: z.union([
    z.strictObject({ kind: z.enum(['template', 'light', 'blank']) }),
    z.strictObject({ kind: z.literal('lastYear'), plan: id }),
  ]),
})
export type StartRequest = z.infer<typeof startRequest>

/** The new plan's id. */
export const startResponse = z.object({ plan: z.string() })
export type StartResponse = z.infer<typeof startResponse>

/** `POST /api/plans/:plan/copies`: the same content between the same companies, for its owner alone at first. */
export const copyRequest = z.strictObject({ title: z.string().check(z.trim(), z.minLength(1), z.maxLength(140)) })

/** `PATCH /api/plans/:plan`: into the archive or out of it. */
export const archiveRequest = z.strictObject({ isArchived: z.boolean() })

/** What became of proposing or agreeing to a deletion: `asked` waits for an owner of the other side. */
export const deletionResponse = z.object({ outcome: z.enum(['asked', 'deleted']), undoUntil: z.nullable(z.number()) })
export type DeletionResponse = z.infer<typeof deletionResponse>
