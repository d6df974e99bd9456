import { expect, test } from 'vitest'
import { momentText } from './moment-text.ts'

const now = new Date(2026, 10, 23, 18, 0).getTime()

test.each([
  [new Date(2026, 10, 23, 10, 42), 'en-GB', true, '10:42'],
  [new Date(2026, 10, 22, 10, 42), 'en-GB', false, '22 Nov'],
  [new Date(2026, 10, 16), 'en-US', false, 'Nov 16'],
  [new Date(2025, 10, 16), 'en-GB', false, '16 Nov 2025'],
  [new Date(2026, 10, 16), 'de', false, '16. Nov.'],
])('%s in %s', (at, locale, isToday, text) => {
  expect(momentText(at.getTime(), now, locale)).toEqual({ isToday, text })
})
