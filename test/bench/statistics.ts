/** The q-quantile (0..1) of a sample, by nearest rank. */
export function quantile(sample: readonly number[], q: number): number {
  const sorted = [...sample].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))] ?? Number.NaN
}

export const median = (sample: readonly number[]): number => quantile(sample, 0.5)
export const p95 = (sample: readonly number[]): number => quantile(sample, 0.95)

/** One line of the result: what was measured, the figure, its baseline, the promise, and whether it was kept. */
export interface Row {
  readonly what: string
  readonly figure: string
  readonly baseline: string
  readonly promise: string
  readonly kept: boolean | 'ratio decides' | 'its own work decides'
}

export const milliseconds = (value: number): string => `${value.toFixed(1)} ms`

/** Prints rows as one table. */
export function printRows(rows: readonly Row[]): void {
  console.table(
    rows.map(({ what, figure, baseline, promise, kept }) => ({
      what,
      figure,
      baseline,
      promise,
      kept: kept === true ? 'yes' : kept === false ? 'NO' : kept,
    })),
  )
}
