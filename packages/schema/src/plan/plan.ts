import type { BlockJson } from '../block/extract.ts'
import type { Problem } from '../block/problem.ts'
import type { AnyBlock, BlockKind, BlockOf } from '../blocks/shapes.ts'
import { type BlockId, parseRef, type Ref } from '../ids.ts'
import type { BodyNode } from '../plan-doc/body.ts'
import type { Facts } from './facts.ts'
import type { PlanMeta } from './meta.ts'

/** A Plan's Y.Doc as read: typed, tolerant, with the list of what could not be read. */
export interface PlanContent {
  readonly meta: PlanMeta
  readonly body: readonly BodyNode[]
  /** Ids of the Blocks in the body, in order, each once. */
  readonly order: readonly BlockId[]
  readonly blocks: ReadonlyMap<BlockId, AnyBlock>
  /** The same Blocks as stored, for hashes; an entry stays the same object until its Block changes. */
  readonly stored: Readonly<Record<BlockId, BlockJson>>
  readonly problems: readonly Problem[]
}

/** What derivations see: content both sides wrote and the facts their reader may know. */
export interface Plan {
  readonly content: PlanContent
  readonly facts: Facts
}

/** The Blocks of one kind in body order. */
export function blocksOf<K extends BlockKind>(content: PlanContent, kind: K): readonly BlockOf<K>[] {
  return content.order.flatMap((id) => blockOf(content, id, kind) ?? [])
}

/** The Block with an id if it is of that kind and in the body. */
export function blockOf<K extends BlockKind>(content: PlanContent, id: BlockId | null, kind: K) {
  const block = id === null ? undefined : content.blocks.get(id)
  return block?.kind === kind ? (block as BlockOf<K>) : undefined
}

/** The Block and row a {@link Ref} points at; undefined for a broken one. */
export function rowOf<K extends BlockKind, L extends RowListOf<K>>(
  content: PlanContent,
  ref: Ref | null,
  kind: K,
  list: L,
): { block: BlockOf<K>; row: RowIn<K, L> } | undefined {
  if (ref === null) return undefined
  const at = parseRef(ref)
  const block = blockOf(content, at.block, kind)
  const row = block && (block[list] as readonly { id: string }[]).find(({ id }) => id === at.row)
  return block && row ? { block, row: row as RowIn<K, L> } : undefined
}

type RowListOf<K extends BlockKind> = {
  [P in keyof BlockOf<K>]: BlockOf<K>[P] extends readonly { readonly id: string }[] ? P : never
}[keyof BlockOf<K>]
type RowIn<K extends BlockKind, L extends keyof BlockOf<K>> = BlockOf<K>[L] extends readonly (infer Row)[] ? Row : never
