import { defineBlock } from '../../block/define-block.ts'
import { deriveActionItem } from './derive.ts'
import { renderActionItem } from './render.ts'
import { sampleActionItem } from './sample.ts'
import { actionItemShape } from './shape.ts'
import { actionItemStart } from './start.ts'

export const actionItem = defineBlock({
  shape: actionItemShape,
  derive: deriveActionItem,
  render: renderActionItem,
  sample: sampleActionItem,
  start: actionItemStart,
})
