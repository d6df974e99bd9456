import { describe, expect, it } from 'vitest'
import type { ChartPoint } from './chart-points.ts'
import { chartSentence } from './chart-sentence.ts'
import { quarterBars } from './quarter-bars.ts'
import { readingLine } from './reading-line.ts'

const size = { width: 88, height: 28 }
const points = (...rows: readonly [number | null, number | null][]): ChartPoint[] =>
  rows.map(([actual, plan], at) => ({ label: `Q${at + 1}`, actual, plan, isOpen: at === rows.length - 1 }))

describe('bars of joint bookings', () => {
  const { bars, plans } = quarterBars(points([150, 150], [225, 300], [375, 300], [150, 450]), size)

  it('stand on one base line with twelve of every twenty-two pixels', () => {
    expect(bars.map(({ x, width }) => [x, width])).toEqual([
      [5, 12],
      [27, 12],
      [49, 12],
      [71, 12],
    ])
    expect(bars.map(({ y, height }) => y + height)).toEqual([28, 28, 28, 28])
  })

  it('are as high as their share of the largest number, which is the plan of Q4', () => {
    expect(bars.map(({ height }) => height)).toEqual([8.2, 12.2, 20.4, 8.2])
    expect(plans.map(({ y }) => y)).toEqual([19.8, 11.7, 11.7, 3.5])
  })

  it('are soft for the quarter that still runs', () => {
    expect(bars.map(({ isOpen }) => isOpen)).toEqual([false, false, false, true])
  })

  it('leave a gap where nothing was reported, and draw nothing without numbers', () => {
    expect(quarterBars(points([1, null], [null, null]), size).bars).toHaveLength(1)
    expect(quarterBars(points([null, null]), size)).toEqual({ bars: [], plans: [] })
    expect(quarterBars([], size)).toEqual({ bars: [], plans: [] })
  })

  it('hang below zero when negative and never leave the picture', () => {
    const { bars } = quarterBars(points([-50, null], [100, null]), size)
    expect(bars[0]!.y).toBe(bars[1]!.y + bars[1]!.height)
    for (const { y, height } of bars) expect(y >= 0 && y + height <= 28).toBe(true)
  })

  it('of zeros have no height and no NaN', () => {
    expect(quarterBars(points([0, 0]), size).bars).toEqual([{ x: 20, y: 28, width: 48, height: 0, isOpen: true }])
  })
})

describe('line of a win rate', () => {
  it('joins the readings and ends in a dot', () => {
    const drawn = readingLine(points([22.2, 21], [25, 22], [29.4, 24], [33.3, 25]), size)
    expect(drawn.path).toBe('M11,22L33,17.5L55,10.3L77,4')
    expect(drawn.end).toEqual({ x: 77, y: 4 })
    expect(drawn.plans.map(({ y }) => y)).toEqual([24, 22.4, 19.1, 17.5])
  })

  it('breaks where a reading is missing and shows a lone one as a dot', () => {
    const drawn = readingLine(points([60, null], [null, null], [44, null], [41, null]), size)
    expect(drawn.path.match(/M/g)).toHaveLength(2)
    expect(drawn.dots).toEqual([{ x: 11, y: 4 }])
  })

  it('puts one value alone into the middle', () => {
    expect(readingLine(points([9, 9]), size).end).toEqual({ x: 44, y: 14 })
  })

  it('joins the plans of a limit to one staircase', () => {
    expect(readingLine(points([null, 9], [null, 9]), { width: 88, height: 28 }).limit).toBe('M0,14H44L44,14H88')
  })
})

describe('a chart in words', () => {
  const format = (value: number) => String(value)

  it('tells amounts against their plan and says what is not over', () => {
    expect(chartSentence('Joint bookings, k', points([150, 150], [225, 300]), format, true)).toBe(
      'Joint bookings, k: Q1 150 of 150 planned, Q2 225 of 300 planned so far.',
    )
  })

  it('says not reported, never zero', () => {
    expect(chartSentence('Break-even', points([null, 9], [9, 9]), format, false)).toBe(
      'Break-even: Q1 not reported, planned 9, Q2 9, planned 9, so far.',
    )
    expect(chartSentence('Break-even', points([null, null]), format, true)).toBe('Break-even: no numbers yet.')
  })
})
