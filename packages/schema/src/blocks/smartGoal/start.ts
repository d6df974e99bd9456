import type { SectionStart } from '../../block/define-block.ts'
import { smartGoalStartWords as words } from './words.ts'

export const smartGoalStart: SectionStart = {
  place: 3,
  isInLight: true,
  heading: words.heading,
  prompt: words.prompt,
  blocks: [{}, {}, {}],
}
