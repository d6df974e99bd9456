import { type Derived, isKnown } from '../block/derived.ts'
import { DEFAULT_RAG, type PlanMeta } from './meta.ts'

/** Status by colour name; always shown with its word and a shape, never as colour alone. */
export type Rag = 'green' | 'amber' | 'red' | 'grey'

/** The least pace that is still green, and still amber. */
export interface RagThresholds {
  readonly green: number
  readonly amber: number
}

/** A plan's own thresholds, or 0.95 and 0.80. */
export const ragThresholds = (meta: Pick<PlanMeta, 'ragGreen' | 'ragAmber'>): RagThresholds => ({
  green: meta.ragGreen ?? DEFAULT_RAG.green,
  amber: meta.ragAmber ?? DEFAULT_RAG.amber,
})

/** The status of a pace, compared unrounded; grey when the pace is unknown. */
export function ragOfPace(pace: Derived<number>, thresholds: RagThresholds): Rag {
  if (!isKnown(pace)) return 'grey'
  if (pace.value >= thresholds.green) return 'green'
  return pace.value >= thresholds.amber ? 'amber' : 'red'
}

const WORST_FIRST = ['red', 'amber', 'green'] as const

/** The worst of several: red, amber, green; grey only when all are grey or there is none. */
export const worstOf = (rags: readonly Rag[]): Rag => WORST_FIRST.find((rag) => rags.includes(rag)) ?? 'grey'
