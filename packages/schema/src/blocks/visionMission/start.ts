import type { SectionStart } from '../../block/define-block.ts'
import { visionMissionStartWords as words } from './words.ts'

export const visionMissionStart: SectionStart = {
  place: 1,
  heading: words.heading,
  prompt: words.prompt,
  blocks: [{ visionYears: 10, missionYears: 5 }],
}
