import type { SectionStart } from '../../block/define-block.ts'
import { campaignStartWords as words } from './words.ts'

export const campaignStart: SectionStart = {
  place: 6,
  isInLight: true,
  heading: words.heading,
  prompt: words.prompt,
  blocks: [{}, {}],
}
