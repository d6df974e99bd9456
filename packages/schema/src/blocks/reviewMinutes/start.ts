import type { SectionStart } from '../../block/define-block.ts'
import { addDays } from '../../plan/day.ts'
import { reviewMinutesStartWords as words } from './words.ts'

/** A quarter and a day: the first quarter's numbers are known by then. */
const DAYS_TO_FIRST_REVIEW = 92

export const reviewMinutesStart: SectionStart = {
  place: 8,
  isInLight: true,
  heading: words.heading,
  prompt: words.prompt,
  blocks: (firstDay) => [{ heldOn: addDays(firstDay, DAYS_TO_FIRST_REVIEW) }],
}
