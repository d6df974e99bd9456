import type { Card } from '../../block/card.ts'
import type { Plan } from '../../plan/plan.ts'
import type { JvpCardDerived } from './derive.ts'
import { type JvpCard, jvpCardShape } from './shape.ts'

export function renderJvpCard(block: JvpCard, _derived: JvpCardDerived, plan: Plan): Card {
  return { key: plan.facts.keys[block.id] ?? null, label: jvpCardShape.label, title: block.title }
}
