import type { Card } from '../../block/card.ts'
import type { Plan } from '../../plan/plan.ts'
import type { ActionItemDerived } from './derive.ts'
import { type ActionItem, actionItemShape } from './shape.ts'

export function renderActionItem(block: ActionItem, _derived: ActionItemDerived, plan: Plan): Card {
  return { key: plan.facts.keys[block.id] ?? null, label: actionItemShape.label, title: block.title || block.text }
}
