import type { BlockJson } from '../block/extract.ts'
import type { AnyField, Fields } from '../block/field.ts'
import type { BlockShape } from '../block/shape.ts'
import type { Json, JsonObject, Scalar } from '../json.ts'
import { addDays, type Day } from '../plan/day.ts'

type Random = () => number

export const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)]!

/** What random Blocks are made of. */
export interface Ingredients {
  /** Numbers in 0..1, from `rngOf` so that a failing seed can be repeated. */
  readonly random: Random
  /** Texts to draw from. */
  readonly texts: readonly string[]
  /** Refs to draw from, by the target a field names (`smartGoal`, `kpiTable/rows`). */
  readonly refs: (to: string) => readonly string[]
  /** How often a field is left out, 0..1. */
  readonly blank: number
  /** How often a register holds a scalar it may not hold, 0..1. */
  readonly wrong: number
}

const PERIODS = ['2025-Q4', '2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4', '2026-01', '2026-11', '2027-03']
const WRONG: readonly Scalar[] = [
  'soon',
  '',
  -1,
  0.123456,
  1e21,
  true,
  false,
  '2026-02-30',
  'javascript:alert(1)',
  '<b>x</b>',
]

/** A Block of any shape in its stored form, made from the definition alone. */
export function randomBlock(shape: BlockShape, ingredients: Ingredients): BlockJson {
  const { random } = ingredients
  const json: Record<string, Json> = { ...randomFields(shape.fields, ingredients) }
  for (const [list, fields] of Object.entries(shape.rows)) {
    const rows = Array.from({ length: Math.floor(random() * 5) }, (_, index) => ({
      ...randomFields(fields, ingredients),
      id: `row${index}${list}`.slice(0, 12),
    }))
    if (rows.length > 0) json[list] = rows
  }
  return { ...json, kind: shape.kind }
}

function randomFields(fields: Fields, ingredients: Ingredients): JsonObject {
  const { random, blank } = ingredients
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]): [string, Json][] => {
      const value = random() < blank ? undefined : randomValue(field, ingredients)
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

function randomValue(field: AnyField, ingredients: Ingredients): Json | undefined {
  const { random, texts, wrong } = ingredients
  if (field.home === 'text') return pick(random, texts) || undefined
  const cell = () => (random() < wrong ? pick(random, WRONG) : randomScalar(field, ingredients))
  if (field.home === 'register') return cell()
  const cells = PERIODS.filter(() => random() < 0.4).map((period) => [period, cell()] as const)
  return cells.length > 0 ? Object.fromEntries(cells) : undefined
}

/** A value the field may hold; the edges of its range come often. */
function randomScalar({ input }: AnyField, { random, texts, refs }: Ingredients): Scalar {
  switch (input.type) {
    case 'text':
      return pick(random, texts) || 'note'
    case 'money':
      return Math.max(input.min, Math.round(edgeOr(random, -1e8, 1e12)))
    case 'measure':
      return edgeOr(random, -1e6, 1e9)
    case 'percent':
    case 'decimal':
      return clamp(Math.round(edgeOr(random, input.min, Math.min(input.max, 1e6)) * 100) / 100, input.min, input.max)
    case 'count':
      return clamp(Math.round(edgeOr(random, input.min, Math.min(input.max, 1e9))), input.min, input.max)
    case 'day':
      return addDays('2025-06-01' as Day, Math.floor(random() * 900))
    case 'period':
      return pick(random, PERIODS)
    case 'flag':
      return random() < 0.5
    case 'link':
      return 'https://example.com/a?b=c'
    case 'currency':
      return pick(random, ['USD', 'JPY', 'KWD', 'XXX'])
    case 'timeZone':
      return pick(random, ['America/New_York', 'Asia/Tokyo', 'UTC'])
    case 'choice':
      return pick(random, input.choices)
    case 'ref':
      return pick(random, [
        ...(input.to.length > 0 ? input.to : ['']).flatMap(refs),
        'goneGoneGone',
        'goneGoneGone/goneGoneGone',
      ])
  }
}

const clamp = (value: number, min: number, max: number) => Math.min(max, Math.max(min, value))

function edgeOr(random: Random, min: number, max: number): number {
  const edges = [0, 0, 1, min, max]
  return random() < 0.4 ? clamp(pick(random, edges), min, max) : min + random() * (max - min)
}
