import type { BlockShape, BlockValue } from '../block/shape.ts'
import type { BlockId } from '../ids.ts'
import type { JsonObject } from '../json.ts'
import { actionItemShape } from './actionItem/shape.ts'
import { campaignShape } from './campaign/shape.ts'
import { jvpCardShape } from './jvpCard/shape.ts'
import { kpiTableShape } from './kpiTable/shape.ts'
import { reviewMinutesShape } from './reviewMinutes/shape.ts'
import { rosterShape } from './roster/shape.ts'
import { smartGoalShape } from './smartGoal/shape.ts'
import { strategyShape } from './strategy/shape.ts'
import { visionMissionShape } from './visionMission/shape.ts'

/** What every kind holds, in the order of the insert menu; behaviour is in `registry.ts`. */
export const shapes = {
  visionMission: visionMissionShape,
  strategy: strategyShape,
  smartGoal: smartGoalShape,
  kpiTable: kpiTableShape,
  jvpCard: jvpCardShape,
  campaign: campaignShape,
  actionItem: actionItemShape,
  reviewMinutes: reviewMinutesShape,
  roster: rosterShape,
} as const

export type BlockKind = keyof typeof shapes
/** A Block of one kind as read. */
export type BlockOf<K extends BlockKind> = BlockValue<(typeof shapes)[K]>
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
export const isBlockKind = (kind: string): kind is BlockKind => Object.hasOwn(shapes, kind)
export const blockKinds = Object.keys(shapes) as readonly BlockKind[]

/** The shape of a kind, without its own types; undefined for a kind this build does not know. */
export const shapeOfKind = (kind: string): BlockShape | undefined =>
  isBlockKind(kind) ? (shapes[kind] as unknown as BlockShape) : undefined
