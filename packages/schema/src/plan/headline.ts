import { isKnown } from '../block/derived.ts'
import type { KpiRow } from '../blocks/kpiTable/row.ts'
import { deriveBlock } from '../blocks/registry.ts'
import type { BlockOf } from '../blocks/shapes.ts'
import type { Day } from './day.ts'
import { headlineWords } from './headline-words.ts'
import { toUnits } from './money.ts'
import { formatNumber } from './number.ts'
import { blocksOf, type Plan } from './plan.ts'
import { type Rag, worstOf } from './rag.ts'
import { ragWords } from './words.ts'

/** What a plan says about itself in one breath: one status, one gap, one ask. The same on page, phone and mail. */
export interface PlanHeadline {
  readonly status: Rag
  /** The status in words. */
  readonly word: string
  /** How far the plan's first amount has come; null while there is no such number. */
  readonly gap: string | null
  /** What the goals need; null without goals that have a status. */
  readonly ask: string | null
}

/** The headline of a plan at the start of a day; null while nothing in it can be judged. */
export function planHeadline(plan: Plan, asOf: Day, locale = 'en-GB'): PlanHeadline | null {
  const goals = blocksOf(plan.content, 'smartGoal').flatMap(
    (goal) => deriveBlock<'smartGoal'>(goal, plan, asOf).rag ?? [],
  )
  const tables = blocksOf(plan.content, 'kpiTable')
  const status = worstOf(
    goals.length > 0 ? goals : tables.map((table) => deriveBlock<'kpiTable'>(table, plan, asOf).rag),
  )
  const gap = gapOf(plan, tables, asOf, locale)
  const ask = askOf(plan, goals, asOf, locale)
  return gap === null && ask === null ? null : { status, word: ragWords[status], gap, ask }
}

function gapOf(plan: Plan, tables: readonly BlockOf<'kpiTable'>[], asOf: Day, locale: string): string | null {
  for (const table of tables) {
    const row = table.rows.find(({ mode, unit, target }) => mode === 'flow' && unit === 'money' && target !== null)
    if (!row) continue
    const derived = deriveBlock<'kpiTable'>(table, plan, asOf).rows.find((found) => found.row === row.id)
    if (!derived || !isKnown(derived.actualToDate)) continue
    const { target } = row
    const amount = (minor: number) => amountLike(minor, target ?? 0, plan.content.meta.currency, locale)
    const reached = headlineWords.reached(row.name, amount(derived.actualToDate.value), amount(target ?? 0))
    if (!isKnown(derived.expectedToDate)) return `${reached}.`
    return `${reached}; ${headlineWords.asked(amount(derived.expectedToDate.value), hasQuarters(row))}.`
  }
  return null
}

const hasQuarters = (row: KpiRow): boolean => Object.keys(row.checkpoints).some((period) => period.includes('Q'))

function askOf(plan: Plan, goals: readonly Rag[], asOf: Day, locale: string): string | null {
  const onTrack = goals.filter((rag) => rag === 'green').length
  const open = goals.filter((rag) => rag === 'amber' || rag === 'red').length
  if (onTrack + open === 0) return null
  if (open === 0) return headlineWords.allOnTrack(onTrack)
  return headlineWords.ask(onTrack, open, nextReviewDay(plan, asOf), locale)
}

/** The day of the next planned review; null when none is planned. */
export function nextReviewDay({ facts }: Plan, asOf: Day): Day | null {
  const days = facts.reviews.filter(({ state, heldOn }) => state === 'planned' && heldOn >= asOf)
  return days.map(({ heldOn }) => heldOn).sort()[0] ?? null
}

/** An amount in the scale of another, so that the two can be compared at a glance: 900 k of 1,200 k. */
function amountLike(minor: number, like: number, currency: string | null, locale: string): string {
  const units = toUnits(minor, currency)
  const scale = Math.abs(toUnits(like, currency))
  if (scale >= 10_000_000) return `${formatNumber(units / 1_000_000, 1, locale)} M`
  return scale >= 10_000 ? `${formatNumber(units / 1_000, 0, locale)} k` : formatNumber(units, 0, locale)
}
