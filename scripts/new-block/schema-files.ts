import type { KindName } from './kind-name.ts'

/** The files of a kind in packages/schema: a small kind that works, to be rewritten field by field. */
export const schemaFiles = (name: KindName, schemaVersion: number): Readonly<Record<string, string>> => ({
  'shape.ts': shape(name, schemaVersion),
  'words.ts': words(name),
  'derive.ts': derive(name),
  'render.ts': render(name),
  'sample.ts': sample(name),
  'definition.ts': definition(name),
  [`${name.kind}.test.ts`]: test(name),
})

const shape = (
  { kind, pascal, label }: KindName,
  schemaVersion: number,
) => `import { day, text } from '../../block/fields.ts'
import { type BlockValue, shapeOf } from '../../block/shape.ts'

export const ${kind}Shape = shapeOf({
  kind: '${kind}',
  since: ${schemaVersion},
  label: '${label}',
  hint: 'A statement, its points and a day',
  fields: {
    statement: text(280).required().material(),
    due: day().material(),
  },
  rows: {
    points: { text: text(160).required() },
  },
})

export type ${pascal} = BlockValue<typeof ${kind}Shape>
`

const words = ({ kind }: KindName) => `/** What people read about this kind. */
export const ${kind}Words = {
  due: 'Due',
  duePassed: 'This day has passed.',
} as const
`

const derive = ({ kind, pascal }: KindName) => `import type { Derivation } from '../../block/define-block.ts'
import { type Derived, isKnown, known, unknown } from '../../block/derived.ts'
import type { Problem } from '../../block/problem.ts'
import { type Day, daysBetween } from '../../plan/day.ts'
import type { Plan } from '../../plan/plan.ts'
import type { ${pascal} } from './shape.ts'
import { ${kind}Words } from './words.ts'

export interface ${pascal}Derived extends Derivation {
  /** Whole days until the due day; negative when it has passed. */
  readonly daysLeft: Derived<number>
}

export function derive${pascal}(block: ${pascal}, _plan: Plan, asOf: Day): ${pascal}Derived {
  const daysLeft = block.due === null ? unknown('NO_DATA') : known(daysBetween(asOf, block.due))
  const problems: Problem[] = []
  if (isKnown(daysLeft) && daysLeft.value < 0)
    problems.push({ code: '${kind}.duePassed', severity: 'warning', message: ${kind}Words.duePassed, field: 'due' })
  return { daysLeft, problems }
}
`

const render = ({ kind, pascal }: KindName) => `import type { Card } from '../../block/card.ts'
import type { Plan } from '../../plan/plan.ts'
import type { ${pascal}Derived } from './derive.ts'
import { type ${pascal}, ${kind}Shape } from './shape.ts'
import { ${kind}Words } from './words.ts'

export function render${pascal}(block: ${pascal}, _derived: ${pascal}Derived, plan: Plan): Card {
  return {
    key: plan.facts.keys[block.id] ?? null,
    label: ${kind}Shape.label,
    title: block.statement || block.title,
    facts: block.due === null ? [] : [{ label: ${kind}Words.due, value: block.due }],
    paragraphs: block.points.map((point) => point.text),
  }
}
`

const sample = ({ pascal }: KindName) => `import type { JsonObject } from '../../json.ts'

export const sample${pascal}: JsonObject = {
  statement: 'Both practices earn on the machines we watch together.',
  due: '2026-12-31',
  points: [
    { id: 'pointAnswers', text: 'Agree who answers first' },
    { id: 'pointMonthly', text: 'Meet once a month' },
  ],
}
`

const definition = ({ kind, pascal }: KindName) => `import { defineBlock } from '../../block/define-block.ts'
import { derive${pascal} } from './derive.ts'
import { render${pascal} } from './render.ts'
import { sample${pascal} } from './sample.ts'
import { ${kind}Shape } from './shape.ts'

export const ${kind} = defineBlock({
  shape: ${kind}Shape,
  derive: derive${pascal},
  render: render${pascal},
  sample: sample${pascal},
})
`

const test = ({ kind, pascal, label }: KindName) => `import { expect, test } from 'vitest'
import { type BlockJson, isUnknownBlock, noFacts, parseBlock, parsePlan } from '../../index.ts'
import { ${kind} } from './definition.ts'
import { sample${pascal} } from './sample.ts'
import type { ${pascal} } from './shape.ts'

const id = 'aaaaaaaaaaaa'

/** A plan whose only Block is a ${label.toLowerCase()} with these fields. */
function planWith(fields: object) {
  const stored = { ...fields, kind: '${kind}' } as BlockJson
  const plan = { content: parsePlan({ meta: {}, body: [], blocks: { [id]: stored } }), facts: noFacts }
  const { block, problems } = parseBlock(id, stored)
  if (isUnknownBlock(block)) throw new Error('The registry does not know ${kind}.')
  return { plan, block: block as ${pascal}, problems }
}

test('the sample is complete', () => {
  expect(planWith(sample${pascal}).problems).toEqual([])
})

test('the days until the due day are counted from the day of the calculation', () => {
  const { plan, block } = planWith({ statement: 'Meet', due: '2026-12-31' })
  expect(${kind}.derive(block, plan, '2026-12-01').daysLeft).toEqual({ value: 30 })
})

test('a due day that has passed is a warning beside it', () => {
  const { plan, block } = planWith({ statement: 'Meet', due: '2026-11-30' })
  expect(${kind}.derive(block, plan, '2026-12-01').problems).toMatchObject([{ severity: 'warning', field: 'due' }])
})

test('a card tells the statement, the day and every point', () => {
  const { plan, block } = planWith(sample${pascal})
  const card = ${kind}.render(block, ${kind}.derive(block, plan, '2026-12-01'), plan)
  expect(card).toMatchObject({ title: sample${pascal}.statement, facts: [{ value: '2026-12-31' }] })
  expect(card.paragraphs).toHaveLength(2)
})
`
