/** One period of a measure, as charts and their sentences tell it. Numbers are in the unit the page shows. */
export interface ChartPoint {
  /** The period in a word: `Q3`. */
  readonly label: string
  readonly actual: number | null
  readonly plan: number | null
  /** The period is not over: its actual still moves and is drawn softer. */
  readonly isOpen: boolean
}

export interface ChartSize {
  readonly width: number
  readonly height: number
}

/** The measure of a table row: 22 px for each of four quarters. */
export const SPARK_SIZE: ChartSize = { width: 88, height: 28 }

/** All numbers a chart must find room for. */
export const valuesOf = (points: readonly ChartPoint[]): readonly number[] =>
  points.flatMap(({ actual, plan }) => [actual, plan].filter((value) => value !== null))

/** One decimal is all a screen can show; it keeps the markup short and the same on every machine. */
export const round = (value: number): number => Math.round(value * 10) / 10
