import { count, day, ref, role, side, text } from '../../block/fields.ts'
import { type BlockValue, shapeOf } from '../../block/shape.ts'

export const actionItemShape = shapeOf({
  kind: 'actionItem',
  since: 1,
  label: 'Commitment',
  hint: 'One owner, one due day',
  prefix: 'A',
  pastYear: 'all',
  fields: {
    text: text(160).required().material().label('Commitment'),
    ownerSide: side().required().material(),
    ownerRole: role().material(),
    due: day().required().material(),
    doneAt: day().label('Done on'),
    weight: count({ min: 1, max: 3 }),
    source: ref('strategy/tactics', 'campaign', 'reviewMinutes'),
    dependsOn: ref('actionItem'),
    evidence: text(240),
  },
})

export type ActionItem = BlockValue<typeof actionItemShape>
