import type { Card } from '../../block/card.ts'
import type { Day } from '../../plan/day.ts'
import { formatDay } from '../../plan/day-words.ts'
import { nameOf } from '../../plan/name-of.ts'
import type { Plan } from '../../plan/plan.ts'
import { roleTitle } from '../roster/role-title.ts'
import type { ActionItemDerived } from './derive.ts'
import { type ActionItem, actionItemShape } from './shape.ts'
import { commitmentStatusWords, commitmentWords } from './words.ts'

export function renderActionItem(block: ActionItem, derived: ActionItemDerived, plan: Plan): Card {
  const { facts } = commitmentWords
  const company = block.ownerSide === null ? '' : plan.facts.companies[block.ownerSide].shortName
  const owner = [company, roleTitle(plan, block.ownerRole)].filter((word) => word !== '').join(', ')
  const all = [
    { label: facts.owner, value: owner },
    { label: facts.due, value: shown(derived.due) },
    { label: facts.firstDue, value: derived.move === null ? '' : shown(derived.firstDue) },
    { label: facts.doneAt, value: shown(block.doneAt) },
    { label: facts.dependsOn, value: nameOf(plan, block.dependsOn) ?? '' },
    { label: facts.source, value: nameOf(plan, block.source) ?? '' },
    { label: facts.evidence, value: block.evidence },
  ]
  return {
    key: plan.facts.keys[block.id] ?? null,
    label: actionItemShape.label,
    title: block.text || block.title,
    status: commitmentStatusWords[derived.status],
    facts: all.filter(({ value }) => value !== ''),
  }
}

const shown = (day: Day | null): string => (day === null ? '' : formatDay(day))
