import type { Card } from '../../block/card.ts'
import type { Plan } from '../../plan/plan.ts'
import type { KpiTableDerived } from './derive.ts'
import { type KpiTable, kpiTableShape } from './shape.ts'

export function renderKpiTable(block: KpiTable, _derived: KpiTableDerived, plan: Plan): Card {
  return { key: plan.facts.keys[block.id] ?? null, label: kpiTableShape.label, title: block.title }
}
