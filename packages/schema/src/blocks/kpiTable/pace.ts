import { type Derived, isKnown, known, mapDerived, unknown } from '../../block/derived.ts'
import { figure, quotient } from './figure.ts'
import { directionOf, isAtOrBeyond, type KpiRow } from './row.ts'

/** Where a row stands and should stand today, in the row's unit. */
export interface Position {
  readonly actual: Derived<number>
  readonly expected: Derived<number>
}

export interface Pace {
  /** Actual against expected; 1 is as planned, whichever direction is better. */
  readonly pace: Derived<number>
  /** Set where no quotient can be formed and yet it is clear how things stand. */
  readonly settled: 'green' | 'red' | null
}

const unsettled = (pace: Derived<number>): Pace => ({ pace, settled: null })
const settled = (reason: 'NOT_STARTED' | 'ZERO_DENOMINATOR' | 'BAD_INPUT', isGreen: boolean): Pace => ({
  pace: unknown(reason),
  settled: isGreen ? 'green' : 'red',
})

/** The pace of a row by its mode. */
export function paceOf(row: KpiRow, { actual, expected }: Position): Pace {
  if (row.mode === null) return unsettled(unknown('NO_DATA'))
  if (!isKnown(expected)) return unsettled(expected)
  if (row.mode === 'flow') return unsettled(flowPace(actual, expected.value))
  if (!isKnown(actual)) return unsettled(actual)
  return row.mode === 'level'
    ? levelPace(row, actual.value, expected.value)
    : thresholdPace(row, actual.value, expected.value)
}

function flowPace(actual: Derived<number>, expected: number): Derived<number> {
  if (expected === 0) return unknown('NOT_STARTED')
  if (!isKnown(actual)) return actual
  return expected < 0 ? unknown('BAD_INPUT') : quotient(actual.value, expected)
}

function levelPace(row: KpiRow, actual: number, expected: number): Pace {
  const progress = levelProgress(row, actual)
  const expectedProgress = levelProgress(row, expected)
  if (!isKnown(progress)) return unsettled(progress)
  if (!isKnown(expectedProgress)) return unsettled(expectedProgress)
  if (isMaintained(row)) return unsettled(known(progress.value))
  if (expectedProgress.value <= 0) return settled('NOT_STARTED', progress.value >= 0)
  return unsettled(quotient(progress.value, expectedProgress.value))
}

/** Quotients of readings mean something only while both are above zero; else the comparison itself decides. */
function thresholdPace(row: KpiRow, actual: number, checkpoint: number): Pace {
  const [part, whole] = directionOf(row) === 'up' ? [actual, checkpoint] : [checkpoint, actual]
  if (whole > 0) return unsettled(quotient(part, whole))
  return settled(whole === 0 ? 'ZERO_DENOMINATOR' : 'BAD_INPUT', isAtOrBeyond(row, actual, checkpoint))
}

/** True for a level that is to stay where it is. */
export const isMaintained = (row: KpiRow): boolean => row.baseline !== null && row.baseline === row.target

/** The share of the way from the baseline to the target that a reading has gone; may be below 0 and above 1. */
export function levelProgress(row: KpiRow, reading: number): Derived<number> {
  if (row.baseline === null) return unknown('NO_BASELINE')
  if (row.target === null) return unknown('NO_DATA')
  if (isMaintained(row)) return known(isAtOrBeyond(row, reading, row.target) ? 1 : 0)
  return quotient(reading - row.baseline, row.target - row.baseline)
}

/** Reached share of a flow's target; a target of 0 gives ZERO_DENOMINATOR. */
export function attainmentOf(row: KpiRow, actual: Derived<number>): Derived<number> {
  if (!isKnown(actual)) return actual
  return row.target === null ? unknown('NO_DATA') : quotient(actual.value, row.target)
}

/** How far a row has come, 1 = there: attainment of a flow, progress of a level, pace up to 1 of a threshold. */
export function progressOf(row: KpiRow, actual: Derived<number>, { pace, settled }: Pace): Derived<number> {
  if (row.mode === null) return unknown('NO_DATA')
  if (row.mode === 'flow') return attainmentOf(row, actual)
  if (row.mode === 'level') return isKnown(actual) ? levelProgress(row, actual.value) : actual
  if (settled !== null) return known(settled === 'green' ? 1 : 0)
  return mapDerived(pace, (value) => Math.min(value, 1))
}

/** What a level should have gone by now, as a share of its way; null for other modes. */
export function expectedProgressOf(row: KpiRow, expected: Derived<number>): Derived<number> | null {
  if (row.mode !== 'level') return null
  if (isMaintained(row)) return figure(1)
  return isKnown(expected) ? levelProgress(row, expected.value) : expected
}
