import { rowPath } from '../../block/path.ts'
import type { Problem, Severity } from '../../block/problem.ts'
import { isPeriod, type Period } from '../../plan/period.ts'
import { type Calendar, cellsOf, isInPlan, isQuarter } from './calendar.ts'
import { checkpointFit } from './checkpoints.ts'
import { formatMeasure, formatPeriod } from './format.ts'
import { isMaintained } from './pace.ts'
import { aggOf, type KpiRow } from './row.ts'
import { kpiWords } from './words.ts'

type Find = (code: string, severity: Severity, message: string, field: string) => Problem

/** What the rules of a row find; paths are inside its table. */
export function rowProblems(row: KpiRow, calendar: Calendar, currency: string | null): Problem[] {
  const find: Find = (code, severity, message, field) => ({
    code: `kpi.${code}`,
    severity,
    message,
    field: rowPath('rows', row.id, field),
  })
  return [
    ...targetProblems(row, currency, find),
    ...baselineProblems(row, find),
    ...checkpointProblems(row, calendar, currency, find),
    ...actualProblems(row, calendar, find),
    ...ratioProblems(row, calendar, find),
    ...rangeProblems(row, find),
  ]
}

function targetProblems(row: KpiRow, currency: string | null, find: Find): Problem[] {
  const { mode, direction, target, baseline } = row
  const problems: Problem[] = []
  if (mode === 'flow' && target !== null && target <= 0)
    problems.push(find('flowTarget', 'error', kpiWords.flowTarget, 'target'))
  if (mode === 'flow' && direction === 'down')
    problems.push(find('flowDown', 'warning', kpiWords.flowDown, 'direction'))
  if (mode !== 'level' || direction === null || target === null || baseline === null) return problems
  if (isMaintained(row)) problems.push(find('maintain', 'hint', kpiWords.maintain, 'target'))
  if (direction === 'down' ? target > baseline : target < baseline) {
    const value = (of: number) => formatMeasure(of, row.unit, currency)
    const side = direction === 'down' ? 'above' : 'below'
    const message = kpiWords.wrongSide(direction, value(target), side, value(baseline))
    problems.push(find('wrongSide', 'error', message, 'target'))
  }
  return problems
}

function baselineProblems(row: KpiRow, find: Find): Problem[] {
  if (row.mode !== 'level') return []
  if (row.baseline === null) return [find('baseline', 'error', kpiWords.baselineMissing, 'baseline')]
  return row.baselinePeriod === null
    ? [find('baselinePeriod', 'warning', kpiWords.baselinePeriodMissing, 'baselinePeriod')]
    : []
}

function checkpointProblems(row: KpiRow, calendar: Calendar, currency: string | null, find: Find): Problem[] {
  const cells = cellsOf(row.checkpoints, calendar)
  const problems = outsideProblems(row.checkpoints, 'checkpoints', calendar, find)
  if (new Set(cells.map(({ period }) => isQuarter(period))).size > 1)
    problems.push(find('mixedPeriods', 'warning', kpiWords.mixedPeriods, 'checkpoints'))
  const fit = checkpointFit(row, calendar, currency)
  if (!fit.fits && fit.code !== 'missing')
    problems.push(find('checkpoints', 'warning', fit.message, `checkpoints/${cells.at(-1)!.period}`))
  return problems
}

function outsideProblems(series: KpiRow['actuals'], name: string, calendar: Calendar, find: Find): Problem[] {
  return Object.keys(series).flatMap((period) =>
    isPeriod(period) && !isInPlan(period, calendar)
      ? [find('outsidePlan', 'warning', kpiWords.outsidePlan(formatPeriod(period)), `${name}/${period}`)]
      : [],
  )
}

const isCount = (value: number) => Number.isInteger(value) && value >= 0
const isShare = (value: number) => value >= 0 && value <= 100

/** What a number of the row's unit may be; one that lies outside is kept, counted and told. */
function rangeProblems(row: KpiRow, find: Find): Problem[] {
  const cells = (name: 'checkpoints' | 'actuals') =>
    Object.entries(row[name]).map(([period, value]) => [`${name}/${period}`, value] as const)
  const numbers = [['baseline', row.baseline] as const, ['target', row.target] as const]
  const outside = (holds: (value: number) => boolean, message: string) =>
    [...numbers, ...cells('checkpoints'), ...cells('actuals')].flatMap(([field, value]) =>
      value === null || holds(value) ? [] : [find('range', 'warning', message, field)],
    )
  if (row.unit === 'count') return outside(isCount, kpiWords.countRange)
  return row.unit === 'pct' ? outside(isShare, kpiWords.shareRange) : []
}

const ENTRIES = ['actuals', 'numerators', 'denominators'] as const

function actualProblems(row: KpiRow, calendar: Calendar, find: Find): Problem[] {
  return ENTRIES.flatMap((name) => [
    ...outsideProblems(row[name], name, calendar, find),
    ...cellsOf(row[name], calendar).flatMap(({ period }) => {
      const message = actualRefusal(period, calendar)
      return message === null ? [] : [find('notBegun', 'error', message, `${name}/${period}`)]
    }),
  ])
}

/** Why an actual may not be entered for a period, or null when it may: ask before writing the cell. */
export function actualRefusal(period: Period, calendar: Calendar): string | null {
  const [cell] = cellsOf({ [period]: null }, calendar)
  if (!cell) return kpiWords.outsidePlan(formatPeriod(period))
  return cell.first > calendar.asOf ? kpiWords.notBegun(formatPeriod(period)) : null
}

function ratioProblems(row: KpiRow, calendar: Calendar, find: Find): Problem[] {
  if (aggOf(row) !== 'ratio') return []
  const half = (given: 'numerators' | 'denominators', missing: 'numerator' | 'denominator') =>
    cellsOf(row[given], calendar).flatMap(({ period }) =>
      row[`${missing}s`][period] === undefined
        ? [find('halfRatio', 'warning', kpiWords.halfRatio(formatPeriod(period), missing), `${missing}s/${period}`)]
        : [],
    )
  const typed = cellsOf(row.actuals, calendar).flatMap(({ period }) =>
    row.numerators[period] === undefined && row.denominators[period] === undefined
      ? [find('ratioActual', 'warning', kpiWords.ratioActual(formatPeriod(period)), `actuals/${period}`)]
      : [],
  )
  return [...half('numerators', 'denominator'), ...half('denominators', 'numerator'), ...typed]
}
