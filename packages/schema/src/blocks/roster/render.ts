import type { Card } from '../../block/card.ts'
import type { Plan } from '../../plan/plan.ts'
import type { RosterDerived } from './derive.ts'
import { type Roster, rosterShape } from './shape.ts'

export function renderRoster(block: Roster, _derived: RosterDerived, plan: Plan): Card {
  return { key: plan.facts.keys[block.id] ?? null, label: rosterShape.label, title: block.title }
}
