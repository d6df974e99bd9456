import { choice, day, flag, note, ownerSide, ref, role, text } from '../../block/fields.ts'
import { type BlockValue, shapeOf } from '../../block/shape.ts'

export const reviewMinutesShape = shapeOf({
  kind: 'reviewMinutes',
  since: 1,
  label: 'Review',
  hint: 'Verdicts, obstacles, decisions, next steps',
  prefix: 'R',
  pastYear: 'all',
  fields: {
    heldOn: day().required(),
    asOf: day().label('Numbers frozen at the end of'),
    nextReviewOn: day().required().label('Next review'),
  },
  rows: {
    attendees: { role: role().required() },
    verdicts: {
      goal: ref('smartGoal').required(),
      met: choice(['met', 'partly', 'missed', 'notDue']),
      realistic: choice(['right', 'tooHigh', 'tooLow', 'unclear']),
      note: text(280),
    },
    checkedActions: {
      action: ref('actionItem').required(),
      outcome: choice(['done', 'late', 'moved', 'dropped']),
    },
    obstacles: {
      text: text(240).required().label('Obstacle'),
      ownerSide: ownerSide(),
      remedy: text(240),
      action: ref('actionItem'),
      isAccepted: flag().label('Accepted as it is'),
    },
    changes: {
      block: ref(),
      field: note(60),
      from: text(120),
      to: text(120),
      cause: choice(['market', 'learning', 'error', 'capacity']),
    },
    decisions: { text: text(280).required().label('Decision') },
    nextSteps: { action: ref('actionItem').required() },
  },
})

export type ReviewMinutes = BlockValue<typeof reviewMinutesShape>
type Verdict = ReviewMinutes['verdicts'][number]
export type MetVerdict = NonNullable<Verdict['met']>
export type RealisticVerdict = NonNullable<Verdict['realistic']>
