import type { BlockJson } from '../block/extract.ts'
import { deriveSmartGoal } from '../blocks/smartGoal/derive.ts'
import type { Letter } from '../blocks/smartGoal/letter.ts'
import type { JsonObject } from '../json.ts'
import type { Day } from '../plan/day.ts'
import type { AgreementFact, Facts, ShownBenchmark, VoteFact } from '../plan/facts.ts'
import { aPlan, blockIn } from './a-plan.ts'
import { goals, k, measures } from './measures.ts'

/** One role on each side. */
export const roster: BlockJson = {
  kind: 'roster',
  rows: [],
  roles: [
    { id: 'vendor', side: 'vendor', roleTitle: 'Partner manager', function: 'partnerMgmt' },
    { id: 'partner', side: 'partner', roleTitle: 'Sales head', function: 'sales' },
  ],
}
/** A strategy of the goal with one tactic. */
export const strategy: BlockJson = { kind: 'strategy', goal: 'goal', tactics: [{ id: 'tactic', text: 'Health check' }] }
/** A dated campaign that both sides own. */
export const campaign: BlockJson = {
  kind: 'campaign',
  goal: 'goal',
  from: '2026-02-01',
  to: '2026-03-01',
  ownerVendor: 'roster/vendor',
  ownerPartner: 'roster/partner',
}
/** A dated commitment that comes from the tactic. */
export const commitment = (ownerSide: string, more: JsonObject = {}): BlockJson => ({
  kind: 'actionItem',
  ownerSide,
  due: '2026-06-30',
  source: 'strategy/tactic',
  ...more,
})

/** What a test changes around the goal. */
export interface Around {
  /** Other blocks; null takes one of the usual ones away. */
  readonly blocks?: Readonly<Record<string, BlockJson | null>>
  readonly facts?: Partial<Facts>
  readonly asOf?: Day
}

/** G2 of the demo plan with something changed, derived among what a whole plan has. */
export function deriveGoal(changes: JsonObject = {}, { blocks = {}, facts = {}, asOf = '2026-11-23' }: Around = {}) {
  const all = { goal: { ...goals.G2!, ...changes }, measures, roster, strategy, campaign, ...blocks }
  const present = Object.entries(all).filter((entry): entry is [string, BlockJson] => entry[1] !== null)
  const plan = aPlan(Object.fromEntries(present), { facts })
  const block = blockIn(plan, 'goal', 'smartGoal')
  const result = deriveSmartGoal(block, plan, asOf)
  return { ...result, plan, block, letter: (letter: Letter) => result.letters.find((one) => one.letter === letter)! }
}

/** A benchmark of K2 as an agreement keeps it. */
export const benchmark = (more: Partial<ShownBenchmark> = {}): ShownBenchmark => ({
  kpi: 'measures/K2',
  metric: 'qualifiedPipeline',
  segment: 'Silver',
  direction: 'up',
  n: 28,
  p25: k(1000),
  p50: k(2000),
  p75: k(5000),
  p90: k(6000),
  shownAt: '2025-12-16',
  ...more,
})
/** An agreement on the goal as it stands. */
export const agreement = (more: Partial<AgreementFact> = {}): AgreementFact => ({
  goal: 'goal',
  at: '2025-12-18T15:00:00Z',
  content: goals.G2!,
  kpis: {},
  benchmarks: [],
  ...more,
})
/** Revealed confidence of the vendor and, when given, the partner. */
export const confidence = (vendor: number, partner?: number): VoteFact[] =>
  [['vendor', vendor] as const, ['partner', partner] as const].flatMap(([side, value]) =>
    value === undefined ? [] : [{ question: 'confidence' as const, target: 'goal', review: null, side, value }],
  )
