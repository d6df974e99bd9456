import type { Day } from '../../plan/day.ts'
import { formatDay } from '../../plan/day-words.ts'
import type { Plan } from '../../plan/plan.ts'
import { calendarOf } from '../kpiTable/calendar.ts'
import { checkpointFit } from '../kpiTable/checkpoints.ts'
import type { LetterCheck } from './letter.ts'
import { type Measure, measureName } from './measures.ts'
import type { SmartGoal } from './shape.ts'
import { letterWords } from './words.ts'

/** T: due inside the plan, with checkpoints that lead to the target. */
export function timed(goal: SmartGoal, measures: readonly Measure[], plan: Plan, asOf: Day): LetterCheck {
  const { meta } = plan.content
  const fail = (sentence: string, what: string, field: string): LetterCheck => ({
    letter: 'T',
    state: 'fail',
    sentence,
    missing: [{ what, field }],
  })
  if (goal.due === null) return fail(letterWords.noDue, letterWords.due, 'due')
  if (meta.start === null || meta.end === null) return fail(letterWords.planOpen, letterWords.due, 'due')
  if (goal.due < meta.start || goal.due > meta.end)
    return fail(letterWords.dueOutside(formatDay(goal.due)), letterWords.due, 'due')
  if (measures.length === 0) return fail(letterWords.notMeasured, letterWords.measure, 'kpis')
  const calendar = calendarOf(meta, asOf)
  for (const measure of measures) {
    const fit = checkpointFit(measure.row, calendar, meta.currency)
    if (fit.fits) continue
    const name = measureName(measure, plan)
    const sentence = measures.length > 1 ? letterWords.aboutMeasure(name, fit.message) : fit.message
    return fail(sentence, letterWords.checkpointsOf(name), `kpis/${measure.id}/kpi`)
  }
  return { letter: 'T', state: 'pass', sentence: letterWords.timed(formatDay(goal.due)), missing: [] }
}
