import { type Derived, isKnown } from '../../block/derived.ts'
import type { Ref, RowId } from '../../ids.ts'
import { type Band, bandOf, type Standing, standingOf } from '../../plan/benchmark.ts'
import type { Day } from '../../plan/day.ts'
import type { AgreementFact, ShownBenchmark } from '../../plan/facts.ts'
import { type Plan, rowOf } from '../../plan/plan.ts'
import { benchmarkWords } from '../../plan/words.ts'
import { deriveKpiRow, type KpiRowDerived } from '../kpiTable/derive.ts'
import type { KpiRow } from '../kpiTable/row.ts'
import type { SmartGoal } from './shape.ts'
import { goalWords } from './words.ts'

/** One KPI row that measures a goal, as it stands. */
export interface Measure {
  /** The row of the goal that names it. */
  readonly id: RowId
  readonly kpi: Ref
  readonly weight: number | null
  readonly row: KpiRow
  readonly derived: KpiRowDerived
  readonly benchmark: MeasureBenchmark | null
}

/** Where the target stands among partners, by the benchmark recorded when the goal was agreed. */
export interface MeasureBenchmark {
  readonly shown: ShownBenchmark
  readonly standing: Derived<Standing>
  readonly band: Band | null
  /** "84th percentile, stretch, n 28" or "too few partners". */
  readonly words: string
}

/** The measures of a goal; rows that are no longer in the plan are left out. */
export function measuresOf(goal: SmartGoal, plan: Plan, asOf: Day): readonly Measure[] {
  const { start, end } = plan.content.meta
  const span = { start: goal.start ?? start, due: goal.due ?? end }
  const seen = new Set<Ref>()
  return goal.kpis.flatMap(({ id, kpi, weight }) => {
    const found = rowOf(plan.content, kpi, 'kpiTable', 'rows')
    if (kpi === null || !found || seen.has(kpi)) return []
    seen.add(kpi)
    const { row } = found
    const derived = deriveKpiRow(row, plan, asOf, span)
    return [{ id, kpi, weight, row, derived, benchmark: benchmarkOf(goal, kpi, row, plan) }]
  })
}

/** What people call a measure in a sentence: its key, else its name. */
export const measureName = ({ kpi, row }: Measure, plan: Plan): string =>
  plan.facts.keys[kpi] ?? (row.name || goalWords.unnamedMeasure)

/** The agreements of a goal, oldest first. */
export const agreementsOf = ({ id }: SmartGoal, plan: Plan): readonly AgreementFact[] =>
  plan.facts.agreements.filter(({ goal }) => goal === id).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))

function benchmarkOf(goal: SmartGoal, kpi: Ref, row: KpiRow, plan: Plan): MeasureBenchmark | null {
  const shown = agreementsOf(goal, plan)
    .flatMap(({ benchmarks }) => benchmarks)
    .findLast((benchmark) => benchmark.kpi === kpi)
  if (!shown || row.target === null) return null
  const standing = standingOf(row.target, shown)
  if (!isKnown(standing)) return { shown, standing, band: null, words: benchmarkWords.tooFew }
  const band = bandOf(standing.value)
  return { shown, standing, band, words: benchmarkWords.line(standingWords(standing.value, shown), band, shown.n) }
}

/** "84th percentile", rounded to whole ones. */
export const standingWords = (standing: Standing, shown: ShownBenchmark): string =>
  benchmarkWords.standing(standing, Math.round(standing.percentile), shown.direction)
