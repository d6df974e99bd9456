import { type Derived, isKnown, unknown } from '../../block/derived.ts'
import type { Plan } from '../../plan/plan.ts'
import { quotient } from '../kpiTable/figure.ts'
import type { LetterState } from './letter.ts'
import type { Measure } from './measures.ts'
import { letterWords } from './words.ts'

/** Figures of the sales plan and the pipeline that a goal cannot know itself; null while no such Block exists. */
export interface SalesFigures {
  /** The sum of the new opportunities the sales plan promises. */
  readonly plannedQualifiedOpps: number | null
  /** Of the newest frozen pipeline snapshot, in minor units; without one the plan's own average deal counts. */
  readonly averageDeal: number | null
}

/** Where the sales figures come from; no kind of Block gives them yet. */
export type SalesFiguresOf = (plan: Plan) => SalesFigures
export const noSalesFigures: SalesFiguresOf = () => ({ plannedQualifiedOpps: null, averageDeal: null })

/** Whether the planned opportunities can bring the bookings a goal promises: 1 is just enough. */
export interface Capacity {
  readonly ratio: Derived<number>
  /** Pass from 0.9, warn from 0.7; a figure that is unknown warns. */
  readonly state: LetterState
  /** What is unknown, in words. */
  readonly missing: readonly string[]
}

const isBookings = ({ row, benchmark }: Measure) =>
  row.unit === 'money' &&
  row.mode === 'flow' &&
  (/\bbookings?\b/i.test(row.name) || /bookings?/i.test(benchmark?.shown.metric ?? ''))

const isWinRate = ({ row }: Measure) => row.unit === 'pct' && /\bwin[ -]?rate\b/i.test(row.name)

/** `opportunities x win rate x average deal / bookings target` of a bookings goal; null for other goals. */
export function capacityOf(measures: readonly Measure[], plan: Plan, salesFiguresOf: SalesFiguresOf): Capacity | null {
  const bookings = measures.find(isBookings)
  if (!bookings) return null
  const figures = salesFiguresOf(plan)
  const winRate = measures.find(isWinRate)?.row.target ?? null
  const averageDeal = figures.averageDeal ?? plan.content.meta.averageDeal
  const { target } = bookings.row
  const missing = [
    ...(figures.plannedQualifiedOpps === null ? [letterWords.opportunities] : []),
    ...(winRate === null ? [letterWords.winRate] : []),
    ...(averageDeal === null ? [letterWords.averageDeal] : []),
    ...(target === null ? [letterWords.bookingsTarget] : []),
  ]
  if (figures.plannedQualifiedOpps === null || winRate === null || averageDeal === null || target === null)
    return { ratio: unknown('NO_DATA'), state: 'warn', missing }
  const ratio = quotient((figures.plannedQualifiedOpps * winRate * averageDeal) / 100, target)
  return { ratio, state: stateOfRatio(ratio), missing }
}

function stateOfRatio(ratio: Derived<number>): LetterState {
  if (!isKnown(ratio) || (ratio.value >= 0.7 && ratio.value < 0.9)) return 'warn'
  return ratio.value >= 0.9 ? 'pass' : 'fail'
}
