import type { Card } from '../../block/card.ts'
import type { Plan } from '../../plan/plan.ts'
import type { SmartGoalDerived } from './derive.ts'
import { type SmartGoal, smartGoalShape } from './shape.ts'

export function renderSmartGoal(block: SmartGoal, _derived: SmartGoalDerived, plan: Plan): Card {
  return { key: plan.facts.keys[block.id] ?? null, label: smartGoalShape.label, title: block.title }
}
