import { samplePlan } from '@concord/schema'
import { expect, test } from 'vitest'
import { latestClosed } from './latest-closed.ts'

const { reviews } = samplePlan().facts

test('of R1 to R3 the minutes of R3 stay open; R4 is only planned', () => {
  const r3 = reviews.find(({ number }) => number === 3)
  expect(latestClosed(reviews)).toBe(r3?.block)
  expect(latestClosed([...reviews].reverse())).toBe(r3?.block)
})

test('before the first review nothing is closed', () => {
  expect(latestClosed([])).toBeNull()
  expect(latestClosed(reviews.filter(({ state }) => state === 'planned'))).toBeNull()
})
