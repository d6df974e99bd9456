import { defineBlock } from '../../block/define-block.ts'
import { deriveReviewMinutes } from './derive.ts'
import { renderReviewMinutes } from './render.ts'
import { sampleReviewMinutes } from './sample.ts'
import { reviewMinutesShape } from './shape.ts'
import { reviewMinutesStart } from './start.ts'

export const reviewMinutes = defineBlock({
  shape: reviewMinutesShape,
  derive: deriveReviewMinutes,
  render: renderReviewMinutes,
  sample: sampleReviewMinutes,
  start: reviewMinutesStart,
})
