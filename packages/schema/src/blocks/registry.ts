import type { BlockDefinition, Derivation } from '../block/define-block.ts'
import type { BlockValue } from '../block/shape.ts'
import type { BlockId } from '../ids.ts'
import type { JsonObject } from '../json.ts'
import type { Day } from '../plan/day.ts'
import type { Plan } from '../plan/plan.ts'
import { actionItem } from './actionItem/definition.ts'
import { campaign } from './campaign/definition.ts'
import { jvpCard } from './jvpCard/definition.ts'
import { kpiTable } from './kpiTable/definition.ts'
import { reviewMinutes } from './reviewMinutes/definition.ts'
import { roster } from './roster/definition.ts'
import { smartGoal } from './smartGoal/definition.ts'
import { strategy } from './strategy/definition.ts'
import { visionMission } from './visionMission/definition.ts'

/** Every kind of Block, in the order of the insert menu. */
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
} as const

export type BlockKind = keyof typeof registry
/** A Block of one kind as read. */
export type BlockOf<K extends BlockKind> = BlockValue<(typeof registry)[K]['shape']>
/** What the rules of one kind derive. */
export type DerivedOf<K extends BlockKind> = ReturnType<(typeof registry)[K]['derive']>
/** A Block of any known kind. */
export type Block = { [K in BlockKind]: BlockOf<K> }[BlockKind]

/** A Block of a kind that a newer Concord brought: shown with its raw fields, never changed. */
export interface UnknownBlock {
  readonly id: BlockId
  readonly kind: string
  readonly raw: JsonObject
  readonly isUnknown: true
}
export type AnyBlock = Block | UnknownBlock

export const isUnknownBlock = (block: AnyBlock): block is UnknownBlock => 'isUnknown' in block
export const isBlockKind = (kind: string): kind is BlockKind => Object.hasOwn(registry, kind)
export const blockKinds = Object.keys(registry) as readonly BlockKind[]

/** The definition of a kind, without its own types; undefined for a kind this build does not know. */
export const definitionOf = (kind: string): BlockDefinition | undefined =>
  isBlockKind(kind) ? (registry[kind] as unknown as BlockDefinition) : undefined

/** Derives a Block by the rules of its own kind. */
export function deriveBlock<K extends BlockKind>(block: BlockOf<K>, plan: Plan, asOf: Day): DerivedOf<K> {
  const { derive } = registry[block.kind as K] as unknown as BlockDefinition
  return derive(block as never, plan, asOf) as Derivation as DerivedOf<K>
}
