import { defineBlock } from '../../block/define-block.ts'
import { deriveJvpCard } from './derive.ts'
import { renderJvpCard } from './render.ts'
import { sampleJvpCard } from './sample.ts'
import { jvpCardShape } from './shape.ts'
import { jvpCardStart } from './start.ts'

export const jvpCard = defineBlock({
  shape: jvpCardShape,
  derive: deriveJvpCard,
  render: renderJvpCard,
  sample: sampleJvpCard,
  start: jvpCardStart,
})
