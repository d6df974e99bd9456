import { addDays, type Day, dayNumber, daysBetween } from './day.ts'
import type { PlanMeta } from './meta.ts'
import { isOwnedBy, type OwnerSide, SIDES } from './side.ts'

/** The plan's holidays; one whose side is not chosen counts for both. */
export type Holidays = PlanMeta['holidays']

/** Monday to Friday without the holidays of `side`; for `both`, a holiday of either stops the clock. */
export function isBusinessDay(day: Day, side: OwnerSide, holidays: Holidays): boolean {
  return !isWeekend(day) && !holidays.some((holiday) => holiday.day === day && stops(holiday.side, side))
}

/** 1970-01-01 was a Thursday, so day 2 was the first Saturday. */
const isWeekend = (day: Day) => (((dayNumber(day) - 2) % 7) + 7) % 7 < 2

const stops = (of: OwnerSide | null, side: OwnerSide) =>
  SIDES.some((one) => isOwnedBy(of ?? 'both', one) && isOwnedBy(side, one))

/** Business days from the day after `from` to `to`, both whole: the day of the event is not counted. 0 when `to` is not later. */
export function businessDaysBetween(from: Day, to: Day, side: OwnerSide, holidays: Holidays): number {
  let days = 0
  for (let ahead = daysBetween(from, to); ahead > 0; ahead -= 1) {
    if (isBusinessDay(addDays(from, ahead), side, holidays)) days += 1
  }
  return days
}

/** The n-th business day after `from`; a deadline lasts to the end of it. `count` 0 or less gives `from`. */
export function addBusinessDays(from: Day, count: number, side: OwnerSide, holidays: Holidays): Day {
  let day = from
  for (let left = count; left > 0; left -= 1) day = nextBusinessDay(addDays(day, 1), side, holidays)
  return day
}

/** `day` itself when it is a business day, else the first one after it. */
export function nextBusinessDay(day: Day, side: OwnerSide, holidays: Holidays): Day {
  let at = day
  while (!isBusinessDay(at, side, holidays)) at = addDays(at, 1)
  return at
}
