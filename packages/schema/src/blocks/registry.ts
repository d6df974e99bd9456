import type { BlockDefinition, Derivation } from '../block/define-block.ts'
import type { Day } from '../plan/day.ts'
import type { Plan } from '../plan/plan.ts'
import { actionItem } from './actionItem/definition.ts'
import { campaign } from './campaign/definition.ts'
import { jvpCard } from './jvpCard/definition.ts'
import { kpiTable } from './kpiTable/definition.ts'
import { reviewMinutes } from './reviewMinutes/definition.ts'
import { roster } from './roster/definition.ts'
import { type Block, type BlockKind, type BlockOf, isBlockKind, type shapes } from './shapes.ts'
import { smartGoal } from './smartGoal/definition.ts'
import { strategy } from './strategy/definition.ts'
import { visionMission } from './visionMission/definition.ts'

/** Everything Concord knows about every kind of Block; a kind without a definition does not compile. */
export const registry = {
  visionMission,
  strategy,
  smartGoal,
  kpiTable,
  jvpCard,
  campaign,
  actionItem,
  reviewMinutes,
  roster,
} as const satisfies { [K in BlockKind]: { readonly shape: (typeof shapes)[K] } }

/** What the rules of one kind derive. */
export type DerivedOf<K extends BlockKind> = ReturnType<(typeof registry)[K]['derive']>

/** The definition of a kind, without its own types; undefined for a kind this build does not know. */
export const definitionOf = (kind: string): BlockDefinition | undefined =>
  isBlockKind(kind) ? (registry[kind] as unknown as BlockDefinition) : undefined

/** Derives a Block by the rules of its own kind. */
export function deriveBlock<K extends BlockKind>(block: BlockOf<K>, plan: Plan, asOf: Day): DerivedOf<K> {
  const { derive } = registry[(block as Block).kind] as unknown as BlockDefinition
  return derive(block as never, plan, asOf) as Derivation as DerivedOf<K>
}
