import { type Derived, isKnown } from '../block/derived.ts'
import { type SideScore, scorecard } from '../blocks/actionItem/scorecard.ts'
import { commitmentWords } from '../blocks/actionItem/words.ts'
import { jvpWords } from '../blocks/jvpCard/words.ts'
import type { KpiRowDerived } from '../blocks/kpiTable/derive.ts'
import { DASH, formatMeasure } from '../blocks/kpiTable/format.ts'
import { rowStatusWords } from '../blocks/kpiTable/render.ts'
import type { KpiRow } from '../blocks/kpiTable/row.ts'
import { deriveBlock } from '../blocks/registry.ts'
import { goalStatusWords } from '../blocks/smartGoal/render.ts'
import { type BlockId, refTo } from '../ids.ts'
import type { Day } from './day.ts'
import type { CompanyFact } from './facts.ts'
import { nextReviewDay, type PlanHeadline, planHeadline } from './headline.ts'
import { formatMoneyLike } from './money.ts'
import { formatPercent } from './number.ts'
import { blocksOf, type Plan } from './plan.ts'
import type { Rag } from './rag.ts'
import { SIDES, type Side } from './side.ts'
import { type PlanStage, planStage } from './stage.ts'

/** A plan on one screen, for somebody with a minute: everything in words, as of the start of a day. */
export interface PlanSummary {
  readonly title: string
  readonly companies: Readonly<Record<Side, CompanyFact>>
  readonly stage: PlanStage
  readonly asOf: Day
  /** Null while nothing can be judged. */
  readonly headline: PlanHeadline | null
  /** The first joint value proposition that has words; null without one. */
  readonly proposition: { readonly block: BlockId; readonly text: string; readonly status: string } | null
  readonly goals: readonly SummaryGoal[]
  readonly numbers: readonly SummaryNumber[]
  /** How each company kept its commitments; null when nothing was due yet. */
  readonly commitments: Readonly<Record<Side, SummaryCommitments>> | null
  readonly nextReview: Day | null
}

/** Shares in words, such as "83 %", or why there is none. Neither is fair without the other. */
export interface SummaryCommitments {
  /** Done on the promised day. */
  readonly onTime: string
  /** Done, if late. */
  readonly kept: string
}

export interface SummaryGoal {
  readonly block: BlockId
  readonly key: string | null
  readonly title: string
  readonly rag: Rag
  /** The status in words. */
  readonly status: string
  readonly due: Day | null
}

/** One measure of a KPI table. */
export interface SummaryNumber {
  readonly key: string | null
  readonly name: string
  readonly rag: Rag
  readonly status: string
  /** "900 k", or a dash for what nobody has entered: never 0. */
  readonly toDate: string
  readonly target: string
}

/** How many goals stand where, for whoever may know no more than that. */
export type StatusCounts = Readonly<Record<Rag, number>>

export const countStatuses = (goals: readonly Pick<SummaryGoal, 'rag'>[]): StatusCounts => {
  const count = (rag: Rag) => goals.filter((goal) => goal.rag === rag).length
  return { green: count('green'), amber: count('amber'), red: count('red'), grey: count('grey') }
}

/** Reads a plan as a summary. */
export function planSummary(plan: Plan, asOf: Day): PlanSummary {
  const { content, facts } = plan
  return {
    title: content.meta.title,
    companies: facts.companies,
    stage: planStage(plan, asOf),
    asOf,
    headline: planHeadline(plan, asOf),
    proposition: propositionOf(plan, asOf),
    goals: goalsOf(plan, asOf),
    numbers: numbersOf(plan, asOf),
    commitments: commitmentsOf(plan, asOf),
    nextReview: nextReviewDay(plan, asOf),
  }
}

function propositionOf(plan: Plan, asOf: Day): PlanSummary['proposition'] {
  const block = blocksOf(plan.content, 'jvpCard').find(({ headline }) => headline.trim() !== '')
  if (!block) return null
  const { status } = deriveBlock<'jvpCard'>(block, plan, asOf)
  return { block: block.id, text: block.headline, status: jvpWords.states[status] }
}

function goalsOf(plan: Plan, asOf: Day): SummaryGoal[] {
  return blocksOf(plan.content, 'smartGoal').map((goal) => {
    const derived = deriveBlock<'smartGoal'>(goal, plan, asOf)
    const key = plan.facts.keys[goal.id] ?? null
    return { block: goal.id, key, title: goal.title, rag: derived.rag, status: goalStatusWords(derived), due: goal.due }
  })
}

function numbersOf(plan: Plan, asOf: Day): SummaryNumber[] {
  return blocksOf(plan.content, 'kpiTable').flatMap((table) => {
    const derived = deriveBlock<'kpiTable'>(table, plan, asOf)
    return table.rows.flatMap((row, index) => {
      const figures = derived.rows[index]
      return figures ? [numberOf(plan, refTo(table.id, row.id), row, figures)] : []
    })
  })
}

function numberOf({ content, facts }: Plan, ref: string, row: KpiRow, figures: KpiRowDerived): SummaryNumber {
  const { currency } = content.meta
  const scale = row.target ?? (isKnown(figures.actualToDate) ? figures.actualToDate.value : 0)
  const shown = (value: number) =>
    row.unit === 'money' ? formatMoneyLike(value, scale, currency) : formatMeasure(value, row.unit, currency)
  return {
    key: facts.keys[ref] ?? null,
    name: row.name,
    rag: figures.rag,
    status: rowStatusWords(figures),
    toDate: isKnown(figures.actualToDate) ? shown(figures.actualToDate.value) : DASH,
    target: row.target === null ? DASH : shown(row.target),
  }
}

function commitmentsOf(plan: Plan, asOf: Day): PlanSummary['commitments'] {
  const scores = scorecard(plan, asOf)
  if (SIDES.every((side) => scores[side].counted === 0)) return null
  const share = (of: Derived<number>) => (isKnown(of) ? formatPercent(of.value) : commitmentWords.nothingDue)
  const of = ({ onTimePct, keptPct }: SideScore) => ({ onTime: share(onTimePct), kept: share(keptPct) })
  return { vendor: of(scores.vendor), partner: of(scores.partner) }
}
