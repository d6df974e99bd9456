import type { SectionStart } from '../../block/define-block.ts'
import { actionItemStartWords as words } from './words.ts'

export const actionItemStart: SectionStart = {
  place: 7,
  isInLight: true,
  heading: words.heading,
  prompt: words.prompt,
  blocks: [{}],
}
