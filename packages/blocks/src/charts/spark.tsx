import { memo } from 'react'
import { type ChartPoint, type ChartSize, SPARK_SIZE } from './chart-points.ts'
import css from './charts.module.css'
import { quarterBars } from './quarter-bars.ts'
import { readingLine } from './reading-line.ts'

/** How a measure runs over time: amounts that add up, readings that move, or a limit to hold. */
export type SparkForm = 'bars' | 'line' | 'limit'

interface SparkProps {
  readonly form: SparkForm
  readonly points: readonly ChartPoint[]
  /** The chart in words; see `chartSentence`. */
  readonly sentence: string
  readonly size?: ChartSize
}

/** A measure's periods in the height of a table row. Ink only: a company's colour would claim the measure. */
export const Spark = memo(function Spark({ form, points, sentence, size = SPARK_SIZE }: SparkProps) {
  return (
    <svg
      className={css.spark}
      width={size.width}
      height={size.height}
      viewBox={`0 0 ${size.width} ${size.height}`}
      role="img"
      aria-label={sentence}
    >
      {form === 'bars' ? (
        <Bars points={points} size={size} />
      ) : (
        <Line points={points} size={size} isLimit={form === 'limit'} />
      )}
    </svg>
  )
})

function Bars({ points, size }: { points: readonly ChartPoint[]; size: ChartSize }) {
  const { bars, plans } = quarterBars(points, size)
  return (
    <>
      {bars.map(({ x, y, width, height, isOpen }) => (
        <rect key={x} className={isOpen ? css.barOpen : css.bar} x={x} y={y} width={width} height={height} />
      ))}
      {plans.map(({ x, y, width }) => (
        <g key={x}>
          <path className={css.halo} d={`M${x + 1} ${y}h${width - 2}`} />
          <path className={css.planStroke} d={`M${x} ${y}h${width}`} />
        </g>
      ))}
    </>
  )
}

function Line({ points, size, isLimit }: { points: readonly ChartPoint[]; size: ChartSize; isLimit: boolean }) {
  const { path, end, dots, plans, limit } = readingLine(points, size)
  return (
    <>
      {isLimit ? (
        <path className={css.limit} d={limit} />
      ) : (
        plans.map(({ x, y, width }) => <path key={x} className={css.softPlan} d={`M${x} ${y}h${width}`} />)
      )}
      <path className={css.readings} d={path} />
      {dots.map(({ x, y }) => (
        <circle key={x} className={css.bar} cx={x} cy={y} r="1.75" />
      ))}
      {end && <circle className={css.bar} cx={end.x} cy={end.y} r="2.5" />}
    </>
  )
}

/** How much of a planned amount is there, as one bar: for a phone card, where one period fills the width. */
export function ProgressBar({ share, sentence }: { share: number; sentence: string }) {
  return (
    <div className={css.progress} role="img" aria-label={sentence}>
      <div style={{ inlineSize: `${Math.min(1, Math.max(0, share)) * 100}%` }} />
    </div>
  )
}
