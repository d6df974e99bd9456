import type { BlockId } from '../ids.ts'
import type { BodyNode, Inline } from '../plan-doc/body.ts'
import { commitmentNames, commitmentSide } from './commitments.ts'
import { blockId, campaignId, commitmentId, goalId, reviewId, strategyId } from './ids.ts'

const heading = (text: string, level = 2): BodyNode => ({ type: 'heading', level, content: [{ text }] })
const paragraph = (...content: readonly (string | Inline)[]): BodyNode => ({
  type: 'paragraph',
  content: content.map((part) => (typeof part === 'string' ? { text: part } : part)),
})
const block = (id: BlockId): BodyNode => ({ block: id })
const blocks = (ids: Readonly<Record<string, BlockId>>): BodyNode[] => Object.values(ids).map(block)
const promisesOf = (side: 'vendor' | 'partner'): BodyNode[] =>
  commitmentNames.filter((name) => commitmentSide(name) === side).map((name) => block(commitmentId[name]))
const cell = (text: string, header = false) => ({
  ...(header ? { header: true as const } : {}),
  content: [paragraph(text)],
})

/** The text between the blocks of the demo plan, and where each block stands in it. */
export const body: readonly BodyNode[] = [
  heading('Direction'),
  paragraph(
    'By 2030, 150 plants run LineSense with Dunmarsh service, at 95 % renewal. We start in food, where Dunmarsh already services lines, prove it in 90 days, and let the services pay for the practice.',
  ),
  block(blockId.vision),
  heading('What we promise'),
  paragraph('One sentence that both sales teams use word for word, with the number we can prove.'),
  block(blockId.jvp),
  heading('Goals'),
  paragraph(
    'Five goals for the year. Each has an owner on both sides and is measured by rows of the table under Numbers.',
  ),
  ...blocks(goalId),
  heading('Strategies'),
  paragraph('How we get there, and why neither company gets there alone.'),
  ...blocks(strategyId),
  heading('Numbers'),
  paragraph(
    'Bookings count the first year of a site, 75,000 dollars on average. Readings of the fourth quarter run to 22 November.',
  ),
  block(blockId.kpis),
  heading('Campaigns'),
  paragraph(
    'Every campaign serves a goal. Halvern pays its share of the marketing fund when the proof of execution is in; ',
    { text: 'a claim is filed within 30 days.', marks: { bold: true } },
  ),
  ...blocks(campaignId),
  heading('Commitments'),
  paragraph(
    'What each company has promised the other. One owner, one due day; a day moves only when the other side accepts.',
  ),
  heading('Halvern promises', 3),
  ...promisesOf('vendor'),
  heading('Dunmarsh promises', 3),
  ...promisesOf('partner'),
  heading('Reviews'),
  paragraph('We meet after every quarter, look at the same numbers, and each side votes before we talk.'),
  {
    type: 'list',
    style: 'task',
    items: [
      { checked: true, content: [paragraph('Set the day of the year-end review')] },
      { checked: false, content: [paragraph('Both teams read the numbers five days before')] },
      { checked: false, content: [paragraph('Bring one thing the other side should know about FY2027')] },
    ],
  },
  block(reviewId.R4),
  block(reviewId.R3),
  block(reviewId.R2),
  block(reviewId.R1),
  heading('People'),
  paragraph('Roles own things in this plan, so that a promise outlives a change of job.'),
  block(blockId.roster),
  heading('How we work', 3),
  {
    type: 'table',
    rows: [
      [cell('What', true), cell('When', true), cell('Who leads', true)],
      [cell('Call'), cell('Monday, 30 minutes'), cell('Partner manager and sales head')],
      [cell('Pipeline report'), cell('By the 5th of each month'), cell('Sales head')],
      [cell('Review'), cell('Within 14 days after a quarter'), cell('Either side')],
    ],
  },
  paragraph(
    'Class dates are on the ',
    {
      text: 'training calendar',
      marks: { link: 'https://training.halvern.example/calendar' },
    },
    '.',
  ),
  { type: 'quote', content: [paragraph('Both practices earn on the machines we watch together.')] },
  { type: 'divider' },
  paragraph({
    text: 'This is a demo. Halvern Analytics, Dunmarsh Systems, their people and every figure are invented.',
    marks: { italic: true },
  }),
]
