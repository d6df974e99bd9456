import type { SectionStart } from '../../block/define-block.ts'
import { reviewMinutesStartWords as words } from './words.ts'

export const reviewMinutesStart: SectionStart = {
  place: 8,
  heading: words.heading,
  prompt: words.prompt,
  blocks: [{}],
}
