import { defineBlock } from '../../block/define-block.ts'
import { deriveSmartGoal } from './derive.ts'
import { renderSmartGoal } from './render.ts'
import { sampleSmartGoal } from './sample.ts'
import { smartGoalShape } from './shape.ts'
import { smartGoalStart } from './start.ts'

export const smartGoal = defineBlock({
  shape: smartGoalShape,
  derive: deriveSmartGoal,
  render: renderSmartGoal,
  sample: sampleSmartGoal,
  start: smartGoalStart,
})
