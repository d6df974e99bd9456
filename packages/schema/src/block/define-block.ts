import type { JsonObject } from '../json.ts'
import type { Day } from '../plan/day.ts'
import type { Plan } from '../plan/plan.ts'
import type { Rag } from '../plan/rag.ts'
import type { Card } from './card.ts'
import type { Fields, RowLists } from './field.ts'
import type { Problem } from './problem.ts'
import type { BlockShape, BlockValue } from './shape.ts'

/** What every kind derives: its own values and the problems its rules find. */
export interface Derivation {
  readonly problems: readonly Problem[]
  /** Only of kinds that have a status: what the outline shows beside the key. */
  readonly rag?: Rag
}

/** What the plan that Concord gives to begin with holds of a kind: a section with its Blocks. */
export interface SectionStart {
  /** Sections stand in this order. */
  readonly place: number
  /** Whether the light plan, for one of many partners, has the section too, with the first of its Blocks. */
  readonly isInLight?: true
  readonly heading: string
  /** One sentence that says what belongs here. */
  readonly prompt: string
  /**
   * Stored fields of each Block to begin with, where they hang on it by the first day of the plan; rows get their ids
   * when the plan is made.
   */
  readonly blocks: readonly JsonObject[] | ((firstDay: Day) => readonly JsonObject[])
}

/** Everything Concord knows about one kind of Block. */
export interface BlockDefinition<S extends BlockShape = BlockShape, D extends Derivation = Derivation> {
  readonly shape: S
  /** Pure: the same plan and day give the same answer; never throws, also on half-filled input. */
  readonly derive: (block: BlockValue<S>, plan: Plan, asOf: Day) => D
  /** The Block as a neutral card for text, mail, export and search. */
  readonly render: (block: BlockValue<S>, derived: D, plan: Plan) => Card
  /** A filled example: for tests, the scaffold and the insert menu. */
  readonly sample: JsonObject
  /** Its section in a new plan; without it people insert the kind themselves. */
  readonly start?: SectionStart
}

/** Puts the parts of a kind together. */
export const defineBlock = <
  const K extends string,
  F extends Fields,
  R extends RowLists,
  D extends Derivation,
>(definition: {
  shape: BlockShape<K, F, R>
  derive: (block: BlockValue<BlockShape<K, F, R>>, plan: Plan, asOf: Day) => D
  render: (block: BlockValue<BlockShape<K, F, R>>, derived: D, plan: Plan) => Card
  sample: JsonObject
  start?: SectionStart
}): BlockDefinition<BlockShape<K, F, R>, D> => definition as unknown as BlockDefinition<BlockShape<K, F, R>, D>
