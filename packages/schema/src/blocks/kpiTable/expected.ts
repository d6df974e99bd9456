import { type Derived, unknown } from '../../block/derived.ts'
import { elapsedShare } from '../../plan/period.ts'
import { type Calendar, type Cell, cellsOf, isQuarter, periodsFrom, type Span } from './calendar.ts'
import { figure, total } from './figure.ts'
import type { KpiRow } from './row.ts'

/** What the checkpoints ask for by the start of `asOf`, by the row's mode. */
export function expectedToDate(row: KpiRow, calendar: Calendar, span: Span): Derived<number> {
  if (row.mode === null) return unknown('NO_DATA')
  return expectedBy[row.mode](row, calendar, span)
}

const expectedBy = { flow: expectedFlow, level: expectedLevel, threshold: expectedThreshold }

/** The share of the goal's time that has passed; undefined while its days are open. */
function spanShare({ start, due }: Span, { asOf }: Calendar): number | undefined {
  return start === null || due === null ? undefined : elapsedShare(start, due, asOf)
}

/** The share of a period that has passed. */
const shareOf = ({ first, last }: Cell<unknown>, { asOf }: Calendar) => elapsedShare(first, last, asOf)

function expectedFlow(row: KpiRow, calendar: Calendar, span: Span): Derived<number> {
  const checkpoints = cellsOf(row.checkpoints, calendar)
  if (checkpoints.length > 0) return figure(total(checkpoints.map((cell) => cell.value * shareOf(cell, calendar))))
  const share = spanShare(span, calendar)
  return row.target === null || share === undefined ? unknown('NO_DATA') : figure(row.target * share)
}

/** The checkpoint of the period that runs, else the last one passed, else the target. */
function expectedThreshold(row: KpiRow, calendar: Calendar): Derived<number> {
  const checkpoints = cellsOf(row.checkpoints, calendar)
  const checkpoint =
    checkpoints.find(({ phase }) => phase === 'current') ?? checkpoints.findLast(({ phase }) => phase === 'past')
  const value = checkpoint?.value ?? row.target
  return value === null ? unknown('NO_DATA') : figure(value)
}

function expectedLevel(row: KpiRow, calendar: Calendar, span: Span): Derived<number> {
  const checkpoints = cellsOf(row.checkpoints, calendar)
  if (checkpoints.length > 0) return expectedOnPath(row, checkpoints, calendar, span)
  const share = spanShare(span, calendar)
  if (row.baseline === null) return unknown('NO_BASELINE')
  if (row.target === null || share === undefined) return unknown('NO_DATA')
  return figure(row.baseline + (row.target - row.baseline) * share)
}

/** A known value at the end of a period, by its place among the periods; the baseline stands before the first. */
interface Mark {
  readonly place: number
  readonly value: number
}

function expectedOnPath(row: KpiRow, checkpoints: readonly Cell<number>[], calendar: Calendar, span: Span) {
  const [first, last] = [checkpoints[0]!, checkpoints.at(-1)!]
  const like = checkpoints.find(({ period }) => isQuarter(period)) ?? first
  const from = span.start !== null && span.start < first.first ? span.start : first.first
  const to = span.due !== null && span.due > last.last ? span.due : last.last
  const periods = periodsFrom(from, to, like.period, calendar)
  const marks = marksOf(row, checkpoints, periods, span)
  const at = (place: number) => between(marks, place)
  const current = periods.findIndex(({ phase }) => phase === 'current')
  if (current < 0) return at(periods.findLastIndex(({ phase }) => phase === 'past'))
  const [before, after] = [at(current - 1), at(current)]
  if (!('value' in before)) return before
  if (!('value' in after)) return after
  return figure(before.value + shareOf(periods[current]!, calendar) * (after.value - before.value))
}

function marksOf(
  row: KpiRow,
  checkpoints: readonly Cell<number>[],
  periods: readonly Cell<null>[],
  span: Span,
): Mark[] {
  const marks: Mark[] = row.baseline === null ? [] : [{ place: -1, value: row.baseline }]
  periods.forEach(({ period }, place) => {
    const checkpoint = checkpoints.find((cell) => cell.period === period)
    if (checkpoint) marks.push({ place, value: checkpoint.value })
  })
  // A missing last checkpoint has no neighbour behind it: the target stands at the due day's period.
  const dueAt = span.due === null ? -1 : periods.findIndex(({ first, last }) => first <= span.due! && span.due! <= last)
  if (row.target !== null && dueAt > (marks.at(-1)?.place ?? -1)) marks.push({ place: dueAt, value: row.target })
  return marks
}

/** The value at a place: a mark, or the straight line between its neighbours, or flat after the last one. */
function between(marks: readonly Mark[], place: number): Derived<number> {
  const before = marks.findLast((mark) => mark.place <= place)
  const after = marks.find((mark) => mark.place > place)
  if (!before) return unknown('NO_BASELINE')
  if (!after || before.place === place) return figure(before.value)
  const share = (place - before.place) / (after.place - before.place)
  return figure(before.value + (after.value - before.value) * share)
}
