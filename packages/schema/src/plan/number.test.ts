import { expect, it } from 'vitest'
import { formatNumber, formatPercent, roundHalfAway } from './number.ts'

it.each([
  [2.5, 0, 3],
  [-2.5, 0, -3],
  [1.005, 2, 1.01],
  [-0.4, 0, 0],
  [0.8918, 3, 0.892],
  [1e20, 2, 1e20],
  [Number.POSITIVE_INFINITY, 2, Number.POSITIVE_INFINITY],
])('%f to %i digits is %f', (value, digits, rounded) => {
  expect(roundHalfAway(value, digits)).toBe(rounded)
})

it('numbers are written in the reader’s language and never as minus nothing', () => {
  expect(formatNumber(-0.2)).toBe('0')
  expect(formatNumber(1009.239, 1)).toBe('1,009.2')
  expect(formatNumber(1009.239, 1, 'de-DE')).toBe('1.009,2')
  expect(formatNumber(1, 3, 'en-US', true)).toBe('1.000')
  expect(['en-US', 'de-DE', 'sv'].map((locale) => formatNumber(-5, 0, locale))).toEqual(Array(3).fill('\u22125'))
  expect(formatPercent(27.272)).toBe('27.3 %')
})
