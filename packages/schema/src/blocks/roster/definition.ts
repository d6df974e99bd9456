import { defineBlock } from '../../block/define-block.ts'
import { deriveRoster } from './derive.ts'
import { renderRoster } from './render.ts'
import { sampleRoster } from './sample.ts'
import { rosterShape } from './shape.ts'
import { rosterStart } from './start.ts'

export const roster = defineBlock({
  shape: rosterShape,
  derive: deriveRoster,
  render: renderRoster,
  sample: sampleRoster,
  start: rosterStart,
})
