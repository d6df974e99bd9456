import type { Plan } from '../../plan/plan.ts'
import type { LetterCheck, Missing } from './letter.ts'
import { type Measure, measureName } from './measures.ts'
import { letterWords } from './words.ts'

/** M: at least one number with a unit, a target, a start to compare with and a named source. */
export function measurable(measures: readonly Measure[], plan: Plan): LetterCheck {
  const whole = measures.filter((measure) => missingIn(measure, plan).length === 0)
  if (whole.length > 0) {
    const sentence = letterWords.measured(whole.map((measure) => measureName(measure, plan)))
    return { letter: 'M', state: 'pass', sentence, missing: [] }
  }
  const missing =
    measures.length === 0
      ? [{ what: letterWords.measure, field: 'kpis' }]
      : measures.flatMap((measure) => missingIn(measure, plan))
  return { letter: 'M', state: 'fail', sentence: letterWords.notMeasured, missing }
}

function missingIn(measure: Measure, plan: Plan): Missing[] {
  const { id, row } = measure
  const name = measureName(measure, plan)
  const field = `kpis/${id}/kpi`
  const missing: Missing[] = []
  if (row.unit === null) missing.push({ what: letterWords.unit(name), field })
  if (row.target === null) missing.push({ what: letterWords.target(name), field })
  if (row.mode === 'level' && (row.baseline === null || row.baseline === row.target))
    missing.push({ what: letterWords.baseline(name), field })
  if (row.dataSource.trim() === '') missing.push({ what: letterWords.dataSource(name), field })
  return missing
}
