import { type Calendar, cellsOf, isQuarter } from './calendar.ts'
import { total } from './figure.ts'
import { formatPeriod, formatShort } from './format.ts'
import type { KpiRow } from './row.ts'
import { kpiWords } from './words.ts'

/** Checkpoints of a flow may miss the target by this share of it. */
const SUM_TOLERANCE = 0.005

/** Whether the checkpoints lead to the target: a flow's add up to it, a level's and threshold's last one is it. */
export type CheckpointFit =
  | { readonly fits: true }
  | { readonly fits: false; readonly code: 'missing' | 'sum' | 'last'; readonly message: string }

/** How the checkpoints of a row stand to its target; a threshold may have none. */
export function checkpointFit(row: KpiRow, calendar: Calendar, currency: string | null): CheckpointFit {
  const checkpoints = cellsOf(row.checkpoints, calendar)
  const last = checkpoints.at(-1)
  if (!last || row.target === null || row.mode === null)
    return row.mode === 'threshold' && row.target !== null
      ? { fits: true }
      : { fits: false, code: 'missing', message: kpiWords.noCheckpoints }
  const short = (value: number) => formatShort(value, row.unit, currency)
  if (row.mode !== 'flow') {
    if (last.value === row.target) return { fits: true }
    const message = kpiWords.lastDiffers(formatPeriod(last.period), short(last.value), short(row.target))
    return { fits: false, code: 'last', message }
  }
  const sum = total(checkpoints.map(({ value }) => value))
  if (Math.abs(sum - row.target) <= Math.abs(row.target) * SUM_TOLERANCE) return { fits: true }
  const periods = checkpoints.every(({ period }) => isQuarter(period)) ? kpiWords.quarters : kpiWords.months
  return { fits: false, code: 'sum', message: kpiWords.sumDiffers(periods, short(sum), short(row.target)) }
}
