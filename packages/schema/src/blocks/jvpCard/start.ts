import type { SectionStart } from '../../block/define-block.ts'
import { jvpCardStartWords as words } from './words.ts'

export const jvpCardStart: SectionStart = {
  place: 2,
  isInLight: true,
  heading: words.heading,
  prompt: words.prompt,
  blocks: [{}],
}
