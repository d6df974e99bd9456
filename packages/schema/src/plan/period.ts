import { addDays, type Day, daysBetween } from './day.ts'

/** The n-th quarter of the fiscal year named by the year in which it ends. */
export type Quarter = `${number}-Q${1 | 2 | 3 | 4}`
/** A calendar month. */
export type Month = `${number}-${number}`
export type Period = Quarter | Month

// The years days may have; beyond them a period's own days could not be written down.
const QUARTER = /^(19\d\d|2[01]\d\d|2200)-Q([1-4])$/
const MONTH = /^(19\d\d|2[01]\d\d|2200)-(0[1-9]|1[0-2])$/

export const isPeriod = (value: unknown): value is Period =>
  typeof value === 'string' && (QUARTER.test(value) || MONTH.test(value))

const firstOfMonth = (year: number, month: number): Day => {
  // month may run outside 1..12
  const zero = year * 12 + month - 1
  return `${String(Math.floor(zero / 12)).padStart(4, '0')}-${String((zero % 12) + 1).padStart(2, '0')}-01` as Day
}

/** A plan has some dozens of periods and every cell asks for the days of its own: each is worked out once. */
const daysOfPeriods = new Map<string, { readonly first: Day; readonly last: Day }>()

/** First and last day of a period; `fiscalStartMonth` (1..12) says in which month a fiscal year begins. */
export function periodDays(period: Period, fiscalStartMonth = 1): { readonly first: Day; readonly last: Day } {
  const key = `${period}/${fiscalStartMonth}`
  const days = daysOfPeriods.get(key) ?? workOutDays(period, fiscalStartMonth)
  daysOfPeriods.set(key, days)
  return days
}

function workOutDays(period: Period, fiscalStartMonth: number): { first: Day; last: Day } {
  const quarter = QUARTER.exec(period)
  if (quarter) {
    const startYear = fiscalStartMonth === 1 ? Number(quarter[1]) : Number(quarter[1]) - 1
    const month = fiscalStartMonth + (Number(quarter[2]) - 1) * 3
    return { first: firstOfMonth(startYear, month), last: addDays(firstOfMonth(startYear, month + 3), -1) }
  }
  const [year = 0, month = 1] = period.split('-').map(Number)
  return { first: firstOfMonth(year, month), last: addDays(firstOfMonth(year, month + 1), -1) }
}

/** The fiscal quarter a day falls in. */
export function quarterOf(day: Day, fiscalStartMonth = 1): Quarter {
  const [year = 0, month = 1] = day.split('-').map(Number)
  const sinceStart = year * 12 + month - 1 - (fiscalStartMonth - 1)
  const startYear = Math.floor(sinceStart / 12)
  const named = fiscalStartMonth === 1 ? startYear : startYear + 1
  return `${named}-Q${(Math.floor((sinceStart % 12) / 3) + 1) as 1 | 2 | 3 | 4}`
}

/** The fiscal quarters that touch `start..end`, in order. */
export function quartersBetween(start: Day, end: Day, fiscalStartMonth = 1): Quarter[] {
  const quarters: Quarter[] = []
  for (let at = start; at <= end && quarters.length < 40; ) {
    const quarter = quarterOf(at, fiscalStartMonth)
    quarters.push(quarter)
    at = addDays(periodDays(quarter, fiscalStartMonth).last, 1)
  }
  return quarters
}

/** How a period stands to a day: on its first day no period is current, because no part of it has elapsed. */
export type PeriodPhase = 'future' | 'current' | 'past'

export function phaseOf(period: Period, asOf: Day, fiscalStartMonth = 1): PeriodPhase {
  const { first, last } = periodDays(period, fiscalStartMonth)
  if (last < asOf) return 'past'
  return first < asOf ? 'current' : 'future'
}

/** The share of `start..end` that has elapsed before `asOf`, 0..1 in whole days; 0 for an empty span. */
export function elapsedShare(start: Day, end: Day, asOf: Day): number {
  const whole = daysBetween(start, end) + 1
  return whole <= 0 ? 0 : Math.min(1, Math.max(0, daysBetween(start, asOf) / whole))
}

/** Sorts periods of one kind in time. */
export const comparePeriods = (a: Period, b: Period): number =>
  periodDays(a).first < periodDays(b).first ? -1 : periodDays(a).first > periodDays(b).first ? 1 : 0
