import { expect, test } from 'vitest'
import { meterPercent, meterTicks } from './meter-scale.ts'

test('the limit of five seconds stands at five sevenths of the meter', () => {
  expect(meterPercent(5)).toBe(71.43)
  expect(meterPercent(4.29)).toBe(61.29)
})

test('a sentence longer than the meter fills it and does not run out of it', () => {
  expect(meterPercent(41)).toBe(100)
  expect(meterPercent(0)).toBe(0)
})

test('every half second has a tick except the limit, which has its own line', () => {
  expect(meterTicks.map(({ seconds }) => seconds)).toEqual([0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5.5, 6, 6.5])
  expect(meterTicks.filter(({ isWhole }) => isWhole).map(({ seconds }) => seconds)).toEqual([1, 2, 3, 4, 6])
})
