import { expect, test } from 'vitest'
import { slopeOf } from './slope.ts'

test('a straight line is found exactly, and noise around a level is no slope', () => {
  const straight = Array.from({ length: 10 }, (_, at) => ({ hours: at / 60, megabytes: 40 + (at / 60) * 3 }))
  expect(slopeOf(straight).perHour).toBeCloseTo(3)
  expect(slopeOf(straight).error).toBeCloseTo(0)
  const noise = Array.from({ length: 200 }, (_, at) => ({ hours: at / 60, megabytes: 40 + (at % 2) }))
  expect(Math.abs(slopeOf(noise).perHour)).toBeLessThan(0.1)
})
