import { choice, count, day, ref, role, text } from '../../block/fields.ts'
import { type BlockValue, shapeOf } from '../../block/shape.ts'

export const smartGoalShape = shapeOf({
  kind: 'smartGoal',
  since: 1,
  label: 'Goal',
  hint: 'Specific, measured, dated, owned by both',
  prefix: 'G',
  pastYear: ['start', 'due', 'whyRealistic', 'stage', 'stageReason', 'statusOverride', 'statusReason', 'statusSide'],
  fields: {
    title: text(140).required().material(),
    product: text(60).material(),
    territory: text(60).material(),
    segment: text(60).material(),
    ownerVendor: role().required().material().label('Vendor owner'),
    ownerPartner: role().required().material().label('Partner owner'),
    start: day().required().material(),
    due: day().required().material(),
    whyRealistic: text(400).label('Why this is realistic'),
    stage: choice(['draft', 'proposed', 'dropped', 'closed']),
    stageReason: text(280).label('Reason'),
    statusOverride: choice(['green', 'amber', 'red']).label('Status set by hand'),
    statusReason: text(280).label('Why the status was set'),
    statusSide: choice(['vendor', 'partner']).label('Status set by'),
  },
  rows: {
    kpis: {
      kpi: ref('kpiTable/rows').required().material().label('Measured by'),
      weight: count({ min: 1, max: 100 }).material(),
    },
  },
})

export type SmartGoal = BlockValue<typeof smartGoalShape>
