import { defineBlock } from '../../block/define-block.ts'
import { deriveVisionMission } from './derive.ts'
import { renderVisionMission } from './render.ts'
import { sampleVisionMission } from './sample.ts'
import { visionMissionShape } from './shape.ts'
import { visionMissionStart } from './start.ts'

export const visionMission = defineBlock({
  shape: visionMissionShape,
  derive: deriveVisionMission,
  render: renderVisionMission,
  sample: sampleVisionMission,
  start: visionMissionStart,
})
