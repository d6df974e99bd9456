import type { Card } from '../../block/card.ts'
import type { Plan } from '../../plan/plan.ts'
import type { VisionMissionDerived } from './derive.ts'
import { type VisionMission, visionMissionShape } from './shape.ts'

export function renderVisionMission(block: VisionMission, _derived: VisionMissionDerived, plan: Plan): Card {
  return { key: plan.facts.keys[block.id] ?? null, label: visionMissionShape.label, title: block.title }
}
