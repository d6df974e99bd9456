import { type BlockId, type BlockOf, blockOf, type Day, type GoalChange, isDay, type Plan } from '@concord/schema'
import type { KeyedBlock } from '../charts/block-link.tsx'

type Goal = BlockOf<'smartGoal'>

/** What the view reads of a goal beside its texts: typing in a text changes none of it. */
export interface GoalFacts {
  readonly due: Day | null
  readonly ownerVendor: string | null
  readonly ownerPartner: string | null
  readonly hasReason: boolean
  readonly stage: Goal['stage']
  readonly statusOverride: Goal['statusOverride']
}

export function goalFacts({ content }: Plan, id: BlockId): GoalFacts | null {
  const goal = blockOf(content, id, 'smartGoal')
  if (!goal) return null
  const { due, ownerVendor, ownerPartner, whyRealistic, stage, statusOverride } = goal
  return { due, ownerVendor, ownerPartner, hasReason: whyRealistic.trim() !== '', stage, statusOverride }
}

/** The newest recorded move of the due day, with the key of the review that wrote it down. */
export function dueMove(
  changes: readonly GoalChange[],
  { facts }: Plan,
): { from: Day; to: Day; review: string | null } | null {
  const move = changes.findLast(({ field, from, to }) => field === 'due' && isDay(from) && isDay(to))
  return move ? { from: move.from as Day, to: move.to as Day, review: facts.keys[move.review] ?? null } : null
}

export interface NextStep extends KeyedBlock {
  readonly text: string
  readonly due: Day
  readonly isOverdue: boolean
}

/** The open commitment of a goal that is due first. */
export function nextStep(actions: readonly BlockId[], plan: Plan, asOf: Day): NextStep | null {
  const open = actions.flatMap((id) => {
    const action = blockOf(plan.content, id, 'actionItem')
    const key = plan.facts.keys[id]
    return action && action.due !== null && action.doneAt === null && key && !plan.facts.commitments[id]?.droppedOn
      ? [{ id, key, text: action.text, due: action.due, isOverdue: action.due < asOf }]
      : []
  })
  return open.sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0))[0] ?? null
}
