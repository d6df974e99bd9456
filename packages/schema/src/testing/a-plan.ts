import type { BlockJson } from '../block/extract.ts'
import type { BlockKind, BlockOf } from '../blocks/shapes.ts'
import type { BlockId } from '../ids.ts'
import type { JsonObject } from '../json.ts'
import { type Facts, noFacts } from '../plan/facts.ts'
import { blockOf, type Plan } from '../plan/plan.ts'
import { parsePlan } from '../plan-doc/read.ts'

/** The plan's own fields of tests: the calendar year 2026 in US dollars. */
export const aMeta: JsonObject = {
  title: 'FY2026',
  start: '2026-01-01',
  end: '2026-12-31',
  currency: 'USD',
  fiscalStartMonth: 1,
  timeZone: 'America/New_York',
}

/** A plan for tests, read the way a stored one is: blocks stand in the body in the order given. */
export function aPlan(
  blocks: Readonly<Record<BlockId, BlockJson>>,
  { meta = {}, facts = {} }: { meta?: JsonObject; facts?: Partial<Facts> } = {},
): Plan {
  const content = parsePlan({
    meta: { ...aMeta, ...meta },
    body: Object.keys(blocks).map((block) => ({ block })),
    blocks,
  })
  return { content, facts: { ...noFacts, ...facts } }
}

/** The block of a plan by id; throws when the test asks for one that is not there. */
export function blockIn<K extends BlockKind>(plan: Plan, id: BlockId, kind: K): BlockOf<K> {
  const block = blockOf(plan.content, id, kind)
  if (!block) throw new RangeError(`No ${kind} ${id} in the plan`)
  return block
}
