import type { Day } from './day.ts'
import type { Plan } from './plan.ts'
import { SIDES } from './side.ts'

/** The way of a plan, in order. */
export const planStages = ['draft', 'review', 'agreed', 'running', 'closed'] as const
/** Where a plan stands. */
export type PlanStage = (typeof planStages)[number]

/** Follows from the sign-offs and the plan's period: nobody sets it. */
export function planStage({ content, facts }: Plan, asOf: Day): PlanStage {
  const isSigned = facts.signOffs.some(({ signatures }) =>
    SIDES.every((side) => signatures.some((signature) => signature.side === side)),
  )
  if (!isSigned) return facts.signOffs.length > 0 ? 'review' : 'draft'
  const { start, end } = content.meta
  if (start !== null && asOf < start) return 'agreed'
  return end !== null && asOf > end ? 'closed' : 'running'
}
