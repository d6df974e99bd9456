import { day, ownerSide, ref, text } from '../../block/fields.ts'
import { type BlockValue, shapeOf } from '../../block/shape.ts'

export const strategyShape = shapeOf({
  kind: 'strategy',
  since: 1,
  label: 'Strategy',
  hint: 'How a goal is reached together, with its tactics',
  prefix: 'S',
  rowPrefix: { tactics: 'T' },
  pastYear: ['tactics/from', 'tactics/to'],
  fields: {
    goal: ref('smartGoal').required().material(),
    how: text(280).required().material(),
    whyTogether: text(200).required().material().label('What neither could do alone'),
  },
  rows: {
    tactics: {
      text: text(160).required().material().label('Tactic'),
      ownerSide: ownerSide().required().material(),
      from: day().material(),
      to: day().material(),
    },
    risks: { text: text(160).label('Risk') },
  },
})

export type Strategy = BlockValue<typeof strategyShape>
