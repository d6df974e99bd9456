import type { BlockJson } from '../block/extract.ts'
import type { BlockId } from '../ids.ts'
import type { JsonObject } from '../json.ts'
import { materialHash } from './canonical.ts'
import { diffPlans, driftOf } from './diff.ts'

/** The parts of a content that can hold promises. */
interface Promises {
  readonly meta: JsonObject
  readonly blocks: Readonly<Record<BlockId, BlockJson>>
}

/**
 * How many promises differ from a signed Revision: changed material fields, and Blocks or rows that came or went.
 * Blocks are compared by the hash of their promises first, so a plan that did not move costs no comparison.
 */
export function driftSince(signed: Promises, now: Promises): number {
  const ids = new Set([...Object.keys(signed.blocks), ...Object.keys(now.blocks)])
  const moved = [...ids].filter((id) => hashOf(signed.blocks[id]) !== hashOf(now.blocks[id]))
  const only = ({ meta, blocks }: Promises) => ({
    meta,
    body: [],
    blocks: Object.fromEntries(moved.flatMap((id) => (blocks[id] ? [[id, blocks[id]]] : []))),
  })
  return driftOf(diffPlans(only(signed), only(now)))
}

const hashes = new WeakMap<BlockJson, string>()

/** Hashes are kept for as long as the stored content is the same object. */
function hashOf(block: BlockJson | undefined): string {
  if (!block) return ''
  const hash = hashes.get(block) ?? materialHash(block)
  hashes.set(block, hash)
  return hash
}
