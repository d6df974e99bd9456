import { defineBlock } from '../../block/define-block.ts'
import { deriveKpiTable } from './derive.ts'
import { renderKpiTable } from './render.ts'
import { sampleKpiTable } from './sample.ts'
import { kpiTableShape } from './shape.ts'
import { kpiTableStart } from './start.ts'

export const kpiTable = defineBlock({
  shape: kpiTableShape,
  derive: deriveKpiTable,
  render: renderKpiTable,
  sample: sampleKpiTable,
  start: kpiTableStart,
})
