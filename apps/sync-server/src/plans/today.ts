import { type Day, dayIn, type JsonObject } from '@concord/schema'

/** The day it is in a plan's own time zone; in UTC while it has none that is known. */
export function todayIn({ timeZone }: JsonObject, now: number): Day {
  try {
    return dayIn(typeof timeZone === 'string' ? timeZone : 'UTC', new Date(now))
  } catch {
    return dayIn('UTC', new Date(now))
  }
}
