import { type Derived, isKnown } from '../../block/derived.ts'
import { daysBetween } from '../../plan/day.ts'
import { type Rag, type RagThresholds, ragOfPace } from '../../plan/rag.ts'
import { isReached } from './actual.ts'
import type { Calendar, Cell, Span } from './calendar.ts'
import type { Pace, Position } from './pace.ts'
import type { KpiRow } from './row.ts'

/** A reading older than this many days no longer says how things stand. */
export const STALE_AFTER_DAYS = 45
/** A suggested verdict is "partly" from this pace on. */
const PARTLY_FROM = 0.8

/** What the numbers suggest a review should conclude; null while nothing can be said. */
export type SuggestedVerdict = 'met' | 'partly' | 'missed' | 'notDue'

/** True when the target is reached; unknown while there is no reading or target. */
export const isMet = (row: KpiRow, { actual }: Position): boolean | null =>
  isKnown(actual) && row.target !== null ? isReached(row, actual.value, row.target) : null

/** After its due day a row is green when met and red when not; before, its pace decides; without a reading it is grey. */
export function ragOf(
  row: KpiRow,
  position: Position,
  { pace, settled }: Pace,
  thresholds: RagThresholds,
  isDue: boolean,
): Rag {
  const met = isMet(row, position)
  if (!isKnown(position.actual)) return 'grey'
  if (isDue && met !== null) return met ? 'green' : 'red'
  return settled ?? ragOfPace(pace, thresholds)
}

/** True once the due day has passed. */
export const isPastDue = ({ due }: Span, { asOf }: Calendar): boolean => due !== null && due < asOf

/** Days since the period of the newest reading ended; 0 while that period runs. */
export const ageOf = (last: Cell<Derived<number>>, { asOf }: Calendar): number =>
  last.phase === 'past' ? daysBetween(last.last, asOf) : 0

export function suggestedVerdict(
  row: KpiRow,
  { actual, expected }: Position,
  { pace, settled }: Pace,
  { start }: Span,
  { asOf }: Calendar,
): SuggestedVerdict | null {
  // asOf has not elapsed: on the first day of the work nothing can be due yet.
  if (start !== null && asOf <= start) return 'notDue'
  if (!isKnown(actual) || !isKnown(expected)) return null
  if (isReached(row, actual.value, expected.value)) return 'met'
  if (isKnown(pace)) return pace.value >= PARTLY_FROM ? 'partly' : 'missed'
  return settled === 'green' ? 'met' : 'missed'
}
