/** A measured value at a time. */
export interface Sample {
  readonly hours: number
  readonly megabytes: number
}

export interface Slope {
  /** Megabytes an hour, by least squares. */
  readonly perHour: number
  /** Its standard error, as if the samples were independent. */
  readonly error: number
}

/** The line through the samples; at least three of them. */
export function slopeOf(samples: readonly Sample[]): Slope {
  const count = samples.length
  const mean = (of: (sample: Sample) => number) => samples.reduce((sum, sample) => sum + of(sample), 0) / count
  const middle = mean(({ hours }) => hours)
  const level = mean(({ megabytes }) => megabytes)
  const spread = samples.reduce((sum, { hours }) => sum + (hours - middle) ** 2, 0)
  const perHour =
    samples.reduce((sum, { hours, megabytes }) => sum + (hours - middle) * (megabytes - level), 0) / spread
  const rest = samples.reduce(
    (sum, { hours, megabytes }) => sum + (megabytes - level - perHour * (hours - middle)) ** 2,
    0,
  )
  return { perHour, error: Math.sqrt(rest / (count - 2) / spread) }
}
