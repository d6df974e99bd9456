import { describe, expect, it } from 'vitest'
import { isKnown } from '../block/derived.ts'
import {
  type Benchmark,
  bandOf,
  highestBand,
  isOldBenchmark,
  isOrdered,
  isSuppressed,
  standingOf,
} from './benchmark.ts'
import { benchmarkWords } from './words.ts'

/** Cells of the invented library: Silver partners, n 28. */
const silver = (direction: 'up' | 'down', p25: number, p50: number, p75: number, p90: number): Benchmark => ({
  direction,
  n: 28,
  p25,
  p50,
  p75,
  p90,
})
const bookings = silver('up', 380, 640, 980, 1350)
const winRate = silver('up', 18, 22, 27, 32)
const breakEven = silver('down', 8, 11, 14, 18)
const commissioning = silver('down', 44, 57, 72, 92)

function tell(x: number, benchmark: Benchmark) {
  const standing = standingOf(x, benchmark)
  if (!isKnown(standing)) return standing.reason
  const { percentile } = standing.value
  const words = benchmarkWords.standing(standing.value, Math.round(percentile), benchmark.direction)
  return [standing.value.type, Math.round(percentile * 10) / 10, bandOf(standing.value), words]
}

describe('where a target stands', () => {
  it.each([
    ['1.20 M bookings', 1200, bookings, ['at', 83.9, 'stretch', '84th percentile']],
    ['25 % win rate', 25, winRate, ['at', 65, 'within', '65th percentile']],
    ['9 months to break-even', 9, breakEven, ['at', 66.7, 'within', '67th percentile from the slow end']],
    ['exactly p75', 980, bookings, ['at', 75, 'within', '75th percentile']],
    ['exactly p90', 1350, bookings, ['at', 90, 'stretch', '90th percentile']],
    ['more than p90', 1351, bookings, ['above', 90, 'beyond', 'above p90']],
    ['less than p25', 379, bookings, ['below', 25, 'within', 'below p25']],
    ['slower than p90', 19, breakEven, ['below', 10, 'within', 'slower than 90 of 100']],
    ['faster than p25', 40, commissioning, ['above', 75, 'stretch', 'better than 75 of 100']],
  ] as const)('%s', (_, x, benchmark, told) => {
    expect(tell(x, benchmark)).toEqual(told)
  })

  it('beyond is claimed for less-is-better only where the library gives a p10', () => {
    const fine: Benchmark = { ...commissioning, p10: 38 }
    expect(tell(41, fine)).toEqual(['at', 82.5, 'stretch', '83rd percentile from the slow end'])
    expect(tell(38, fine)).toEqual(['at', 90, 'stretch', '90th percentile from the slow end'])
    expect(tell(37, fine)).toEqual(['above', 90, 'beyond', 'better than 90 of 100'])
  })

  it('equal neighbours give the upper one', () => {
    expect(tell(640, silver('up', 380, 640, 640, 1350))).toEqual(['at', 75, 'within', '75th percentile'])
    expect(tell(5, silver('up', 5, 5, 5, 5))).toEqual(['at', 90, 'stretch', '90th percentile'])
  })

  it('quantiles out of order say nothing', () => {
    expect(tell(5, silver('up', 9, 8, 7, 6))).toBe('BAD_INPUT')
    expect(isOrdered(silver('up', 9, 8, 7, 6))).toBe(false)
  })
})

describe('few partners', () => {
  it('are not shown, and neither is a filter that leaves few out', () => {
    const platinumFood: Benchmark = { ...bookings, n: 3 }
    expect(tell(1200, platinumFood)).toBe('SMALL_N')
    expect(isSuppressed(3, 6)).toBe(true)
    expect(isSuppressed(24, 28)).toBe(true)
    expect(isSuppressed(23, 28)).toBe(false)
    expect(isSuppressed(28, 28)).toBe(false)
    expect(isSuppressed(5)).toBe(false)
  })
})

it('a window older than 24 months is an old benchmark', () => {
  expect(isOldBenchmark('2024-11-22', '2026-11-23')).toBe(true)
  expect(isOldBenchmark('2024-11-23', '2026-11-23')).toBe(false)
})

it('the highest band counts', () => {
  expect(highestBand(['within', 'beyond', 'stretch'])).toBe('beyond')
  expect(highestBand([])).toBeUndefined()
})
