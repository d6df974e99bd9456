import { defineBlock } from '../../block/define-block.ts'
import { deriveStrategy } from './derive.ts'
import { renderStrategy } from './render.ts'
import { sampleStrategy } from './sample.ts'
import { strategyShape } from './shape.ts'
import { strategyStart } from './start.ts'

export const strategy = defineBlock({
  shape: strategyShape,
  derive: deriveStrategy,
  render: renderStrategy,
  sample: sampleStrategy,
  start: strategyStart,
})
