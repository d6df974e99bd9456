import type { SectionStart } from '../../block/define-block.ts'
import { strategyStartWords as words } from './words.ts'

export const strategyStart: SectionStart = {
  place: 4,
  heading: words.heading,
  prompt: words.prompt,
  blocks: [{}, {}, {}],
}
