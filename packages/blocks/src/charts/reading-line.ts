import { scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import { type ChartPoint, type ChartSize, round, valuesOf } from './chart-points.ts'
import type { PlanMark } from './quarter-bars.ts'

export interface ReadingLine {
  /** SVG path of the readings; a period without one breaks it. */
  readonly path: string
  /** The newest reading; null without readings. */
  readonly end: { readonly x: number; readonly y: number } | null
  /** A reading that has no neighbour cannot be a line, so it is a dot. */
  readonly dots: readonly { readonly x: number; readonly y: number }[]
  readonly plans: readonly PlanMark[]
  /** The plans joined to one staircase, for a limit that must hold all the time. */
  readonly limit: string
}

/** Readings over time against the plan of each period. The height spans what is there: a reading has no natural zero. */
export function readingLine(points: readonly ChartPoint[], { width, height }: ChartSize): ReadingLine {
  const values = valuesOf(points)
  if (values.length === 0) return { path: '', end: null, dots: [], plans: [], limit: '' }
  const step = width / points.length
  const low = Math.min(...values)
  const high = Math.max(...values)
  // One value only: it stands in the middle.
  const y = scaleLinear(low === high ? [low - 1, high + 1] : [low, high], [height - 4, 4])
  const at = points.map(({ actual }, index) => ({
    x: round(step * (index + 0.5)),
    y: actual === null ? null : round(y(actual)),
  }))
  const drawn = line<(typeof at)[number]>(
    ({ x }) => x,
    (point) => point.y ?? 0,
  ).defined((point) => point.y !== null)
  const readings = at.flatMap(({ x, y: height }, index) => (height === null ? [] : [{ x, y: height, index }]))
  const plans = points.flatMap(({ plan }, index) =>
    plan === null
      ? []
      : [{ x: round(step * index + step / 8), y: round(y(plan)), width: round((step * 3) / 4), index }],
  )
  return {
    path: drawn(at) ?? '',
    end: readings.at(-1) ? { x: readings.at(-1)!.x, y: readings.at(-1)!.y } : null,
    dots: readings
      .filter(({ index }) => at[index - 1]?.y == null && at[index + 1]?.y == null)
      .map(({ x, y: top }) => ({ x, y: top })),
    plans: plans.map(({ x, y: top, width: length }) => ({ x, y: top, width: length })),
    limit: plans
      .map(
        ({ y: top, index }, place) =>
          `${place === 0 ? 'M' : 'L'}${round(step * index)},${top}H${round(step * (index + 1))}`,
      )
      .join(''),
  }
}
