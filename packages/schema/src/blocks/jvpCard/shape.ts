import { day, link, text } from '../../block/fields.ts'
import { type BlockValue, shapeOf } from '../../block/shape.ts'

export const jvpCardShape = shapeOf({
  kind: 'jvpCard',
  since: 1,
  label: 'Joint value proposition',
  hint: 'Why a buyer should choose us together, in five seconds',
  prefix: 'J',
  fields: {
    headline: text(160).required().material(),
    idealCustomer: text(80).required().material(),
    problem: text(160).required().material(),
    result: text(120).required().material(),
    differentiator: text(160).required().material().label('What is different'),
    versus: text(80).label('Instead of'),
  },
  rows: {
    proof: {
      claim: text(160).required().material(),
      source: text(120).required().material(),
      date: day().material(),
      link: link().material(),
    },
    allowedTerms: { term: text(40).required() },
  },
})

export type JvpCard = BlockValue<typeof jvpCardShape>
