import type { Card } from '../../block/card.ts'
import type { Plan } from '../../plan/plan.ts'
import type { StrategyDerived } from './derive.ts'
import { type Strategy, strategyShape } from './shape.ts'

export function renderStrategy(block: Strategy, _derived: StrategyDerived, plan: Plan): Card {
  return { key: plan.facts.keys[block.id] ?? null, label: strategyShape.label, title: block.title }
}
