import { count, text } from '../../block/fields.ts'
import { type BlockValue, shapeOf } from '../../block/shape.ts'

export const visionMissionShape = shapeOf({
  kind: 'visionMission',
  since: 1,
  label: 'Vision and mission',
  hint: 'Where we want to be in ten years, and in five',
  fields: {
    vision: text(240).required().material(),
    visionYears: count({ min: 5, max: 30 }).required().material().label('Years ahead'),
    mission: text(240).required().material(),
    missionYears: count({ min: 3, max: 7 }).required().material().label('Years ahead'),
    visionVendor: text(240),
    visionPartner: text(240),
  },
  rows: {
    alignments: { vendorAim: text(140), partnerAim: text(140), jointAim: text(140) },
  },
})

export type VisionMission = BlockValue<typeof visionMissionShape>
