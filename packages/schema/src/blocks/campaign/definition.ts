import { defineBlock } from '../../block/define-block.ts'
import { deriveCampaign } from './derive.ts'
import { renderCampaign } from './render.ts'
import { sampleCampaign } from './sample.ts'
import { campaignShape } from './shape.ts'
import { campaignStart } from './start.ts'

export const campaign = defineBlock({
  shape: campaignShape,
  derive: deriveCampaign,
  render: renderCampaign,
  sample: sampleCampaign,
  start: campaignStart,
})
