import type { BlockJson } from '../block/extract.ts'
import { parseRef, type Ref } from '../ids.ts'
import { materialHash, materialHashOfRow } from '../plan-doc/canonical.ts'
import type { Plan } from './plan.ts'
import { SIDES, type Side } from './side.ts'

/** A Side's consent: given for the present content, for content that has changed since, or never. */
export type AckState = 'valid' | 'stale' | 'none'

/** Where both Sides stand on a Block or row; the newest Ack of a Side counts. */
export function ackState(plan: Plan, target: Ref): Readonly<Record<Side, AckState>> {
  const given = plan.facts.acks.filter((ack) => ack.target === target)
  if (given.length === 0) return { vendor: 'none', partner: 'none' }
  const now = hashOfTarget(plan, target)
  const stateOf = (side: Side): AckState => {
    const newest = given.filter((ack) => ack.side === side).sort((a, b) => (a.at < b.at ? 1 : -1))[0]
    if (!newest) return 'none'
    return newest.materialHash === now ? 'valid' : 'stale'
  }
  return { vendor: stateOf('vendor'), partner: stateOf('partner') }
}

/** True when both Sides' Acks are for what the target says now. */
export const isAgreed = (plan: Plan, target: Ref): boolean => {
  const state = ackState(plan, target)
  return SIDES.every((side) => state[side] === 'valid')
}

/** The material hash of what a {@link Ref} points at; undefined for a broken one. */
export function hashOfTarget(plan: Plan, target: Ref): string | undefined {
  const { block, row } = parseRef(target)
  const stored = plan.content.stored[block]
  if (!stored) return undefined
  return row === undefined ? hashOfBlock(stored) : materialHashOfRow(stored, row)
}

/** Blocks are hashed once for as long as their stored content is the same object. */
const hashes = new WeakMap<BlockJson, string>()
function hashOfBlock(stored: BlockJson): string {
  const cached = hashes.get(stored) ?? materialHash(stored)
  hashes.set(stored, cached)
  return cached
}
