import type { Card } from '../../block/card.ts'
import { isKnown } from '../../block/derived.ts'
import { formatDay } from '../../plan/day-words.ts'
import type { Plan } from '../../plan/plan.ts'
import type { VisionMissionDerived } from './derive.ts'
import { type VisionMission, visionMissionShape } from './shape.ts'
import { visionWords } from './words.ts'

export function renderVisionMission(block: VisionMission, derived: VisionMissionDerived, plan: Plan): Card {
  const until = (end: VisionMissionDerived['visionEnd']) =>
    isKnown(end) ? `, ${visionWords.until(formatDay(end.value))}` : ''
  const facts = [
    { label: `${visionWords.vision}${until(derived.visionEnd)}`, value: block.vision },
    { label: `${visionWords.mission}${until(derived.missionEnd)}`, value: block.mission },
    { label: visionWords.visionVendor, value: block.visionVendor },
    { label: visionWords.visionPartner, value: block.visionPartner },
  ]
  return {
    key: plan.facts.keys[block.id] ?? null,
    label: visionMissionShape.label,
    title: block.title,
    status: visionWords.states[derived.state],
    facts: facts.filter(({ value }) => value !== ''),
    tables:
      block.alignments.length === 0
        ? []
        : [
            {
              caption: visionWords.alignments,
              columns: visionWords.columns,
              rows: block.alignments.map(({ vendorAim, partnerAim, jointAim }) => [vendorAim, partnerAim, jointAim]),
            },
          ],
  }
}
