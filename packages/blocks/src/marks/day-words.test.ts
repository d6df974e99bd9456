import { expect, test } from 'vitest'
import { daySpan, fullDay, shortDay } from './day-words.ts'

const today = '2026-11-23'

test('a day of this year is written without its year, another with it', () => {
  expect(shortDay('2026-12-31', today, 'en-GB')).toBe('31 Dec')
  expect(shortDay('2027-01-12', today, 'en-GB')).toBe('12 Jan 2027')
  expect(fullDay('2026-10-13', 'en-GB')).toBe('13 Oct 2026')
})

test('two days are one span, the same day twice is one day', () => {
  expect(daySpan('2026-05-12', '2026-05-14', today, 'en-GB')).toBe('12–14 May')
  expect(daySpan('2026-02-24', '2026-02-24', today, 'en-GB')).toBe('24 Feb')
  expect(daySpan('2026-04-01', null, today, 'en-GB')).toBe('1 Apr')
  expect(daySpan(null, null, today, 'en-GB')).toBe('')
})

test('days in the wrong order still read as a span', () => {
  expect(daySpan('2026-05-14', '2026-05-12', today, 'en-GB')).toBe('12–14 May')
})
