import type { Derivation } from '../../block/define-block.ts'
import type { Day } from '../../plan/day.ts'
import type { Plan } from '../../plan/plan.ts'
import type { KpiTable } from './shape.ts'

export interface KpiTableDerived extends Derivation {}

export function deriveKpiTable(_block: KpiTable, _plan: Plan, _asOf: Day): KpiTableDerived {
  return { problems: [] }
}
