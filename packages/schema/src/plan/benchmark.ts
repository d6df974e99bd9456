import { type Derived, known, unknown } from '../block/derived.ts'
import type { Day } from './day.ts'

/** Quantiles of the raw values of a metric, in the unit of the KPI; `p10` only where a library gives it. */
export interface Quantiles {
  readonly p10?: number
  readonly p25: number
  readonly p50: number
  readonly p75: number
  readonly p90: number
}

/** One cell of a benchmark: how `n` partners of a segment did. */
export interface Benchmark extends Quantiles {
  readonly direction: 'up' | 'down'
  readonly n: number
}

/**
 * Where a target stands among partners, counted from the easy end: `at` a percentile 0..100, or beyond the outermost
 * quantile. For direction down the figure is counted from the slow end, so a higher one always asks for more.
 */
export type Standing =
  | { readonly type: 'at'; readonly percentile: number }
  | { readonly type: 'below'; readonly percentile: number }
  | { readonly type: 'above'; readonly percentile: number }

/** How far a target reaches: up to the 75th percentile, up to the 90th, or above it. */
export type Band = 'within' | 'stretch' | 'beyond'

/** Fewer partners than this are never shown: one could be recognised. */
export const SMALLEST_N = 5

/** True when showing `n` of `whole` partners would show fewer than five, or by subtraction the few left out. */
export const isSuppressed = (n: number, whole: number = n): boolean =>
  n < SMALLEST_N || (whole > n && whole - n < SMALLEST_N)

/** True when the quantiles rise (or stay) from p25 to p90, as a library must give them. */
export function isOrdered({ p10, p25, p50, p75, p90 }: Quantiles): boolean {
  return (p10 === undefined || p10 <= p25) && p25 <= p50 && p50 <= p75 && p75 <= p90
}

/** True when the window of a benchmark ended more than 24 months before `asOf`. */
export const isOldBenchmark = (windowTo: Day, asOf: Day): boolean =>
  `${Number(windowTo.slice(0, 4)) + 2}${windowTo.slice(4)}` < asOf

/**
 * Where `x` stands: linear between quantiles, the upper one where neighbours are equal.
 * SMALL_N below five partners, BAD_INPUT for quantiles out of order or values that are no numbers.
 */
export function standingOf(x: number, benchmark: Benchmark): Derived<Standing> {
  if (benchmark.n < SMALLEST_N) return unknown('SMALL_N')
  const { p10, p25, p50, p75, p90 } = benchmark
  if (![x, p25, p50, p75, p90].every(Number.isFinite) || !isOrdered(benchmark)) return unknown('BAD_INPUT')
  // p10 sharpens only the far end of "less is better"; for "more is better" that end is the easy one.
  const tail: Point[] = benchmark.direction === 'down' && p10 !== undefined ? [[p10, 10]] : []
  const raw = locate(x, [...tail, [p25, 25], [p50, 50], [p75, 75], [p90, 90]])
  return known(benchmark.direction === 'up' ? raw : turned(raw))
}

type Point = readonly [value: number, percentile: number]

function locate(x: number, points: readonly Point[]): Standing {
  const [first, last] = [points[0]!, points.at(-1)!]
  if (x < first[0]) return { type: 'below', percentile: first[1] }
  if (x > last[0]) return { type: 'above', percentile: last[1] }
  const at = points.findLastIndex(([value]) => value <= x)
  const [low, high] = [points[at]!, points[at + 1]]
  if (!high) return { type: 'at', percentile: low[1] }
  return { type: 'at', percentile: low[1] + ((high[1] - low[1]) * (x - low[0])) / (high[0] - low[0]) }
}

/** Counts from the slow end: a raw value above p90 is slower than 90 of 100, which is easy. */
function turned(raw: Standing): Standing {
  if (raw.type === 'at') return { type: 'at', percentile: 100 - raw.percentile }
  return { type: raw.type === 'below' ? 'above' : 'below', percentile: 100 - raw.percentile }
}

/** The band of a standing. Better than the outermost known quantile is claimed only as far as that quantile goes. */
export function bandOf({ type, percentile }: Standing): Band {
  if (type === 'below') return 'within'
  if (type === 'above') return percentile >= 90 ? 'beyond' : 'stretch'
  if (percentile <= 75) return 'within'
  return percentile <= 90 ? 'stretch' : 'beyond'
}

const WORST_FIRST = ['beyond', 'stretch', 'within'] as const

/** The band of several targets: the highest one; undefined for none. */
export const highestBand = (bands: readonly Band[]): Band | undefined =>
  WORST_FIRST.find((band) => bands.includes(band))
