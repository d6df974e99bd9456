import type { Problem, Severity } from '../../block/problem.ts'
import type { Day } from '../../plan/day.ts'
import { formatDay } from '../../plan/day-words.ts'
import { nameOf } from '../../plan/name-of.ts'
import { blockOf, type Plan } from '../../plan/plan.ts'
import { sideOfRole } from '../roster/role-title.ts'
import type { CommitmentDue } from './due.ts'
import type { ActionItem } from './shape.ts'
import { commitmentWords } from './words.ts'

export function commitmentProblems(block: ActionItem, due: CommitmentDue, plan: Plan, asOf: Day): Problem[] {
  const problem = (name: string, severity: Severity, field: keyof ActionItem & string, message: string): Problem => ({
    code: `commitment.${name}`,
    severity,
    message,
    block: block.id,
    field,
  })
  const problems: Problem[] = []
  if (block.doneAt !== null && block.doneAt > asOf)
    problems.push(problem('doneAhead', 'error', 'doneAt', commitmentWords.doneAhead))
  const roleSide = sideOfRole(plan, block.ownerRole)
  if (roleSide !== null && block.ownerSide !== null && roleSide !== block.ownerSide)
    problems.push(problem('ownerRole', 'warning', 'ownerRole', commitmentWords.wrongSide))
  const ring = ringOf(block, plan)
  if (ring.length === 1) problems.push(problem('ring', 'error', 'dependsOn', commitmentWords.waitsForItself))
  if (ring.length > 1) problems.push(problem('ring', 'error', 'dependsOn', commitmentWords.waitInRing(ring)))
  if (due.counts !== null && block.due !== null && block.due !== due.counts)
    problems.push(problem('due', 'warning', 'due', commitmentWords.otherDue(formatDay(due.counts))))
  return problems
}

/** Names of the commitments that wait for one another, starting with this one; empty when the chain ends. */
function ringOf(block: ActionItem, plan: Plan): string[] {
  const chain: ActionItem[] = [block]
  for (;;) {
    const next = blockOf(plan.content, chain[chain.length - 1]!.dependsOn, 'actionItem')
    if (!next) return []
    if (next.id === block.id) return chain.map(({ id, text }) => nameOf(plan, id) ?? text)
    // A ring further down is told by its own members.
    if (chain.some(({ id }) => id === next.id)) return []
    chain.push(next)
  }
}
