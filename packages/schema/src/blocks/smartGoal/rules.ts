import type { Problem, Severity } from '../../block/problem.ts'
import { formatDay } from '../../plan/day-words.ts'
import { type Plan, rowOf } from '../../plan/plan.ts'
import type { Side } from '../../plan/side.ts'
import type { SmartGoal } from './shape.ts'
import { scopeCount } from './specific.ts'
import { goalWords } from './words.ts'

const MOST_MEASURES = 5

const find = (code: string, severity: Severity, message: string, field: string): Problem => ({
  code: `goal.${code}`,
  severity,
  message,
  field,
})

/** What the rules beside the five letters find. */
export const goalProblems = (goal: SmartGoal, plan: Plan): Problem[] => [
  ...measureProblems(goal, plan),
  ...ownerProblems(goal, plan),
  ...dayProblems(goal, plan),
  ...(scopeCount(goal) < 2 ? [find('scope', 'error', goalWords.scope, 'product')] : []),
  ...reasonProblems(goal),
]

function measureProblems({ kpis }: SmartGoal, { content }: Plan): Problem[] {
  const problems = kpis.flatMap(({ id, kpi }, index): Problem[] => {
    if (kpi === null) return []
    const field = `kpis/${id}/kpi`
    if (!rowOf(content, kpi, 'kpiTable', 'rows'))
      return [find('measureRemoved', 'error', goalWords.measureRemoved, field)]
    return kpis.findIndex((other) => other.kpi === kpi) < index
      ? [find('measuredTwice', 'warning', goalWords.measuredTwice, field)]
      : []
  })
  return kpis.length > MOST_MEASURES
    ? [...problems, find('tooManyMeasures', 'warning', goalWords.tooManyMeasures, 'kpis')]
    : problems
}

function ownerProblems({ ownerVendor, ownerPartner }: SmartGoal, { content }: Plan): Problem[] {
  const check = (field: 'ownerVendor' | 'ownerPartner', owner: string | null, side: Side): Problem[] => {
    if (owner === null) return []
    const role = rowOf(content, owner, 'roster', 'roles')?.row
    if (!role) return [find('roleRemoved', 'error', goalWords.roleRemoved, field)]
    return role.side !== null && role.side !== side
      ? [find('roleSide', 'warning', goalWords.roleOfOtherSide(side), field)]
      : []
  }
  return [...check('ownerVendor', ownerVendor, 'vendor'), ...check('ownerPartner', ownerPartner, 'partner')]
}

function dayProblems({ start, due }: SmartGoal, { content: { meta } }: Plan): Problem[] {
  const problems: Problem[] = []
  if (start !== null && due !== null && due <= start)
    problems.push(find('dueBeforeStart', 'error', goalWords.dueBeforeStart, 'due'))
  if (start !== null && ((meta.start !== null && start < meta.start) || (meta.end !== null && start > meta.end)))
    problems.push(find('startOutside', 'error', goalWords.startOutside(formatDay(start)), 'start'))
  return problems
}

function reasonProblems({ stage, stageReason, statusOverride, statusReason }: SmartGoal): Problem[] {
  const problems: Problem[] = []
  if (stage === 'dropped' && stageReason.trim() === '')
    problems.push(find('dropReason', 'error', goalWords.dropReason, 'stageReason'))
  if (statusOverride !== null && statusReason.trim() === '')
    problems.push(find('overrideReason', 'warning', goalWords.overrideReason, 'statusReason'))
  return problems
}
