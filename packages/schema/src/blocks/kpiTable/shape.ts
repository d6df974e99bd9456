import { choice, measure, note, ownerSide, period, series, text } from '../../block/fields.ts'
import { type BlockValue, shapeOf } from '../../block/shape.ts'

export const kpiTableShape = shapeOf({
  kind: 'kpiTable',
  since: 1,
  label: 'KPI table',
  hint: 'Targets and actuals by quarter',
  rowPrefix: { rows: 'K' },
  pastYear: ['rows/baseline', 'rows/baselinePeriod', 'rows/target'],
  fields: {},
  rows: {
    rows: {
      name: text(80).required().label('Measure'),
      unit: choice(['money', 'count', 'pct', 'days', 'months', 'ratio']).required().material(),
      mode: choice(['flow', 'level', 'threshold']).required().material(),
      direction: choice(['up', 'down']).required().material(),
      agg: choice(['sum', 'last', 'ratio']).material().label('Adds up by'),
      baseline: measure().material(),
      baselinePeriod: period().material(),
      target: measure().required().material(),
      dataSource: text(120).required(),
      ownerSide: ownerSide().material(),
      checkpoints: series(measure()).material(),
      actuals: series(measure()),
      numerators: series(measure()),
      denominators: series(measure()),
      source: series(note(120)),
      note: series(note(240)),
    },
  },
})

export type KpiTable = BlockValue<typeof kpiTableShape>
