import { scaleBand, scaleLinear } from 'd3-scale'
import { type ChartPoint, type ChartSize, round, valuesOf } from './chart-points.ts'

export interface BarMark {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly isOpen: boolean
}

/** A level stroke at the height of a planned amount, wider than its bar so that a bar beyond it does not hide it. */
export interface PlanMark {
  readonly x: number
  readonly y: number
  readonly width: number
}

/**
 * Amounts that add up: one bar for each period from zero, one stroke for its plan.
 * A negative amount hangs below zero; with no amount at all there is nothing to draw.
 */
export function quarterBars(
  points: readonly ChartPoint[],
  { width, height }: ChartSize,
): { readonly bars: readonly BarMark[]; readonly plans: readonly PlanMark[] } {
  const values = valuesOf(points)
  if (values.length === 0) return { bars: [], plans: [] }
  const top = height / 8
  const x = scaleBand(
    points.map((_, at) => at),
    [0, width],
  )
  const y = scaleLinear([Math.min(0, ...values), Math.max(0, ...values) || 1], [height, top])
  const step = x.step()
  const barWidth = (step * 12) / 22
  const planWidth = (step * 20) / 22
  const leftOf = (at: number, markWidth: number) => round((x(at) ?? 0) + (step - markWidth) / 2)
  return {
    bars: points.flatMap(({ actual, isOpen }, at) =>
      actual === null
        ? []
        : [{ x: leftOf(at, barWidth), width: round(barWidth), ...between(round(y(actual)), round(y(0))), isOpen }],
    ),
    plans: points.flatMap(({ plan }, at) =>
      plan === null ? [] : [{ x: leftOf(at, planWidth), y: round(y(plan)), width: round(planWidth) }],
    ),
  }
}

/** From rounded edges, so that all bars stand on one line. */
const between = (a: number, b: number) => ({ y: Math.min(a, b), height: round(Math.abs(a - b)) })
