import { type Derived, isKnown } from '../block/derived.ts'
import { type SideScore, scorecard } from '../blocks/actionItem/scorecard.ts'
import { deriveBlock } from '../blocks/registry.ts'
import type { CanonicalContent } from '../plan-doc/canonical.ts'
import { driftSince } from '../plan-doc/drift.ts'
import { type PlanJson, parsePlan } from '../plan-doc/read.ts'
import type { Day } from './day.ts'
import type { Facts } from './facts.ts'
import { firstAmount, nextReviewDay, planHeadline } from './headline.ts'
import { blocksOf, type Plan } from './plan.ts'
import type { Rag } from './rag.ts'
import { SIDES, type Side } from './side.ts'
import { type PlanStage, planStage } from './stage.ts'

/** What a list of plans shows of one: everything derived, nothing stored. */
export interface PlanGlance {
  readonly title: string
  readonly start: Day | null
  readonly end: Day | null
  readonly stage: PlanStage
  /** The last version both sides signed, and how many promises changed since; null before the first. */
  readonly signed: { readonly version: number; readonly drift: number } | null
  readonly status: Rag
  /** The status in words with the first number's gap; null while nothing can be judged. */
  readonly gap: string | null
  /** Goals in the order of the body. */
  readonly goals: readonly {
    readonly id: string
    readonly key: string | null
    readonly title: string
    readonly rag: Rag
  }[]
  /** The first amount that adds up: in minor units of `currency`. */
  readonly progress: {
    readonly name: string
    readonly currency: string | null
    readonly actual: number
    readonly target: number
    /** What the checkpoints ask for by now; null while they ask for nothing. */
    readonly expected: number | null
  } | null
  readonly nextReview: Day | null
  /** How each side kept its promises. */
  readonly promises: Readonly<
    Record<Side, { readonly overdue: number; readonly onTimePct: number | null; readonly keptPct: number | null }>
  >
  /** Sides whose signature an open proposal waits for. */
  readonly toSign: readonly Side[]
}

const orNull = (value: Derived<number>): number | null => (isKnown(value) ? value.value : null)

/** The last version that both sides signed; null before the first. */
export const lastSigned = ({ signOffs }: Facts): number | null =>
  signOffs.findLast(({ signatures }) => SIDES.every((side) => signatures.some((one) => one.side === side)))?.version ??
  null

/** A stored plan at a glance at the start of a day; `signed` is the content that both sides signed last. */
export function planGlance(json: PlanJson, facts: Facts, asOf: Day, signed: CanonicalContent | null): PlanGlance {
  const content = parsePlan(json)
  const plan: Plan = { content, facts }
  const headline = planHeadline(plan, asOf)
  const scores = scorecard(plan, asOf)
  const version = lastSigned(facts)
  const proposed = facts.signOffs.at(-1)
  return {
    title: content.meta.title,
    start: content.meta.start,
    end: content.meta.end,
    stage: planStage(plan, asOf),
    signed: version !== null && signed ? { version, drift: driftSince(signed, json) } : null,
    status: headline?.status ?? 'grey',
    gap: headline?.gap ?? null,
    goals: blocksOf(content, 'smartGoal').map((goal) => ({
      id: goal.id,
      key: facts.keys[goal.id] ?? null,
      title: goal.title,
      rag: deriveBlock<'smartGoal'>(goal, plan, asOf).rag,
    })),
    progress: progressOf(plan, asOf),
    nextReview: nextReviewDay(plan, asOf),
    promises: { vendor: promisesOf(scores.vendor), partner: promisesOf(scores.partner) },
    toSign: proposed ? SIDES.filter((side) => !proposed.signatures.some((one) => one.side === side)) : [],
  }
}

const promisesOf = ({ overdue, onTimePct, keptPct }: SideScore) => ({
  overdue,
  onTimePct: orNull(onTimePct),
  keptPct: orNull(keptPct),
})

function progressOf(plan: Plan, asOf: Day): PlanGlance['progress'] {
  for (const table of blocksOf(plan.content, 'kpiTable')) {
    const first = firstAmount(table, deriveBlock<'kpiTable'>(table, plan, asOf))
    if (!first) continue
    const { row, figures } = first
    return {
      name: row.name,
      currency: plan.content.meta.currency,
      actual: figures.actualToDate.value,
      target: row.target,
      expected: orNull(figures.expectedToDate),
    }
  }
  return null
}
