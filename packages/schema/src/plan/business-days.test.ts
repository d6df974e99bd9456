import { expect, it } from 'vitest'
import { addBusinessDays, businessDaysBetween, type Holidays, isBusinessDay, nextBusinessDay } from './business-days.ts'

const none: Holidays = []
const thanksgiving: Holidays = [
  { id: 'a', day: '2026-11-26', name: 'Thanksgiving', side: 'vendor' },
  { id: 'b', day: '2026-12-25', name: 'Christmas', side: 'both' },
  { id: 'c', day: '2027-01-01', name: 'New Year', side: null },
]

it.each([
  ['2026-06-04', '2026-06-11', 5],
  ['2026-10-02', '2026-10-06', 2],
  ['2026-10-13', '2026-10-19', 4],
  ['2026-10-16', '2026-10-18', 0],
  ['2026-10-19', '2026-10-13', 0],
] as const)('from %s to %s are %i business days, the first not counted', (from, to, days) => {
  expect(businessDaysBetween(from, to, 'partner', none)).toBe(days)
})

it('a holiday of one side stops that side’s clock only', () => {
  expect(isBusinessDay('2026-11-26', 'vendor', thanksgiving)).toBe(false)
  expect(isBusinessDay('2026-11-26', 'partner', thanksgiving)).toBe(true)
  expect(isBusinessDay('2026-11-26', 'both', thanksgiving)).toBe(false)
  expect(isBusinessDay('2026-12-25', 'partner', thanksgiving)).toBe(false)
  expect(isBusinessDay('2027-01-01', 'partner', thanksgiving)).toBe(false)
})

it('the n-th business day jumps over weekends and holidays', () => {
  expect(addBusinessDays('2026-11-25', 1, 'vendor', thanksgiving)).toBe('2026-11-27')
  expect(addBusinessDays('2026-11-25', 2, 'vendor', thanksgiving)).toBe('2026-11-30')
  expect(addBusinessDays('2026-11-25', 2, 'partner', thanksgiving)).toBe('2026-11-27')
  expect(addBusinessDays('2026-11-25', 0, 'partner', thanksgiving)).toBe('2026-11-25')
})

it('a day is moved forward to a business day only when it is none', () => {
  expect(nextBusinessDay('2027-01-13', 'both', thanksgiving)).toBe('2027-01-13')
  expect(nextBusinessDay('2026-12-25', 'both', thanksgiving)).toBe('2026-12-28')
})

it('weekends before 1970 are weekends too', () => {
  expect(isBusinessDay('1969-12-27', 'both', none)).toBe(false)
  expect(isBusinessDay('1969-12-29', 'both', none)).toBe(true)
})
