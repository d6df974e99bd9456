import type { RowOf, ValuesOf } from '../block/field.ts'
import { choice, count, currency, day, decimal, money, ownerSide, percent, text, timeZone } from '../block/fields.ts'

/** The Plan's own fields; addressed like a Block's under the id `meta`. */
export const metaFields = {
  title: text(140).required().material(),
  success: text(280).material().label('Success is'),
  start: day().required().material(),
  end: day().required().material(),
  currency: currency().required().material(),
  fiscalStartMonth: count({ min: 1, max: 12 }).material(),
  timeZone: timeZone().required().material(),
  marginRatePct: percent({ min: 1 }).material().label('Joint gross margin of bookings'),
  attribution: choice(['first', 'last', 'even']).material(),
  ragGreen: decimal({ min: 0, max: 10 }).material().label('On track from a pace of'),
  ragAmber: decimal({ min: 0, max: 10 }).material().label('At risk from a pace of'),
  averageDeal: money({ min: 0 }),
  averageCycleDays: count({ max: 3650 }).label('Average sales cycle (days)'),
} as const

export const metaRows = { holidays: { day: day().required(), name: text(80), side: ownerSide() } } as const

/** The Plan's own fields as read. */
export type PlanMeta = ValuesOf<typeof metaFields> & {
  readonly holidays: readonly RowOf<(typeof metaRows)['holidays']>[]
}

/** The shape of `meta`, in the form the kernel creates and reads records by. */
export const metaShape = { fields: metaFields, rows: metaRows } as const

/** Thresholds a plan starts with: pace from 0.95 is on track, from 0.80 at risk. */
export const DEFAULT_RAG = { green: 0.95, amber: 0.8 } as const
