import { isUnknownBlock } from '../blocks/shapes.ts'
import { parseRef, type Ref } from '../ids.ts'
import type { Plan } from './plan.ts'

/** How people call what a ref points at: its key, or else its title; null for a broken or absent ref. */
export function nameOf(plan: Plan, ref: Ref | null): string | null {
  if (ref === null) return null
  const block = plan.content.blocks.get(parseRef(ref).block)
  if (!block) return null
  return plan.facts.keys[ref] ?? (isUnknownBlock(block) || block.title === '' ? null : block.title)
}
