import type { Derivation } from '../block/define-block.ts'
import { isKnown } from '../block/derived.ts'
import type { KpiRow } from '../blocks/kpiTable/row.ts'
import { type DerivedOf, deriveBlock } from '../blocks/registry.ts'
import type { BlockKind, BlockOf } from '../blocks/shapes.ts'
import type { BlockId } from '../ids.ts'
import type { Day } from './day.ts'
import { headlineWords } from './headline-words.ts'
import { formatMoneyLike } from './money.ts'
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

export interface HeadlineOptions {
  readonly locale?: string
  /** Gives derived values that are known already, null for those that are still being computed. */
  readonly derived?: (id: BlockId) => Derivation | null
}

/** The headline of a plan at the start of a day; null while nothing in it can be judged. */
export function planHeadline(plan: Plan, asOf: Day, options: HeadlineOptions = {}): PlanHeadline | null {
  const { locale = 'en-GB' } = options
  const derive = <K extends BlockKind>(block: BlockOf<K>): DerivedOf<K> | null =>
    options.derived ? (options.derived(block.id) as DerivedOf<K> | null) : deriveBlock<K>(block, plan, asOf)
  const goals = blocksOf(plan.content, 'smartGoal').flatMap((goal) => derive<'smartGoal'>(goal)?.rag ?? [])
  const tables = blocksOf(plan.content, 'kpiTable').map((table) => ({ table, derived: derive<'kpiTable'>(table) }))
  const status = worstOf(goals.length > 0 ? goals : tables.flatMap(({ derived }) => derived?.rag ?? []))
  const gap = gapOf(plan, tables, locale)
  const ask = askOf(plan, goals, asOf, locale)
  return gap === null && ask === null ? null : { status, word: ragWords[status], gap, ask }
}

interface DerivedTable {
  readonly table: BlockOf<'kpiTable'>
  readonly derived: DerivedOf<'kpiTable'> | null
}

function gapOf(plan: Plan, tables: readonly DerivedTable[], locale: string): string | null {
  for (const { table, derived } of tables) {
    const first = derived && firstAmount(table, derived)
    if (!first) continue
    const { row, figures } = first
    const amount = (minor: number) => formatMoneyLike(minor, row.target, plan.content.meta.currency, locale)
    const reached = headlineWords.reached(row.name, amount(figures.actualToDate.value), amount(row.target))
    if (!isKnown(figures.expectedToDate)) return `${reached}.`
    return `${reached}; ${headlineWords.asked(amount(figures.expectedToDate.value), hasQuarters(row))}.`
  }
  return null
}

/** The first row of a table that adds money up towards a target, once something of it is known. */
export function firstAmount(table: BlockOf<'kpiTable'>, derived: DerivedOf<'kpiTable'>) {
  const row = table.rows.find(({ mode, unit, target }) => mode === 'flow' && unit === 'money' && target !== null)
  const figures = derived.rows.find((found) => found.row === row?.id)
  if (!row || row.target === null || !figures || !isKnown(figures.actualToDate)) return null
  return { row: { ...row, target: row.target }, figures: { ...figures, actualToDate: figures.actualToDate } }
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
