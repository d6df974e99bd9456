import type { Fields } from '../block/field.ts'
import type { BlockShape } from '../block/shape.ts'
import type { Json } from '../json.ts'

/** A small seeded generator, so that a failing case can be named and repeated. */
export function rngOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    // mulberry32
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

type Rng = () => number
const pick = <T>(rng: Rng, from: readonly T[]): T => from[Math.floor(rng() * from.length)]!

const NUMBERS = [0, -0, 1, -1, 25, 100, 1e-300, -1e-300, 1e15, 999_999_999_999_999, -999_999_999_999_999, 0.1, 62, 40]
const WORDS = [
  '',
  ' ',
  '<b>x</b>',
  'grow more',
  '__proto__',
  'Book 1.2 M deals in Ohio by June',
  '\u202e',
  '9'.repeat(500),
]
const PERIODS = [
  '2026-Q1',
  '2026-Q2',
  '2026-Q3',
  '2026-Q4',
  '2026-11',
  '2025-Q4',
  '1900-Q1',
  '2199-Q4',
  '0000-Q1',
  '9999-12',
  'x',
  '__proto__',
]
const DAYS = [
  '2026-01-01',
  '2026-09-30',
  '2026-12-31',
  '1900-01-01',
  '2199-12-31',
  '2028-02-29',
  '2026-02-30',
  'tomorrow',
]

/** A stored value a field might hold after anybody, also a foreign script, has written to it. */
function anyValue(rng: Rng, refs: readonly string[]): Json {
  const kind = rng()
  if (kind < 0.4) return pick(rng, NUMBERS)
  if (kind < 0.55) return pick(rng, WORDS)
  if (kind < 0.7) return pick(rng, DAYS)
  if (kind < 0.85) return pick(rng, refs)
  return pick(rng, [null, true, 'vendor', 'both', 'ratio', 'level'])
}

function anyRecord(rng: Rng, fields: Fields, refs: readonly string[]): Record<string, Json> {
  const json: Record<string, Json> = {}
  for (const [name, { home, input }] of Object.entries(fields)) {
    if (rng() < 0.15) continue
    if (home === 'series') json[name] = anySeries(rng)
    else if (rng() < 0.75 && input.type === 'choice') json[name] = pick(rng, input.choices)
    else if (rng() < 0.75 && input.type === 'day') json[name] = pick(rng, DAYS)
    else if (rng() < 0.75 && input.type === 'ref') json[name] = pick(rng, refs)
    else if (rng() < 0.75 && input.type === 'text') json[name] = pick(rng, WORDS)
    else if (rng() < 0.75) json[name] = pick(rng, NUMBERS)
    else json[name] = anyValue(rng, refs)
  }
  return json
}

const anySeries = (rng: Rng): Json =>
  Object.fromEntries(
    PERIODS.filter(() => rng() < 0.4).map((period) => [period, rng() < 0.9 ? pick(rng, NUMBERS) : 'x']),
  )

/** A stored block of a shape, half filled, with values of every sort and refs to whatever `refs` names. */
export function anyBlock(
  rng: Rng,
  shape: BlockShape,
  refs: readonly string[],
): { kind: string; [field: string]: Json } {
  const block: { kind: string; [field: string]: Json } = { ...anyRecord(rng, shape.fields, refs), kind: shape.kind }
  for (const [list, fields] of Object.entries(shape.rows)) {
    const ids = ['r1', 'r2', 'r3', '__proto__'].filter(() => rng() < 0.7)
    block[list] = ids.map((id) => ({ ...anyRecord(rng, fields, refs), id }))
  }
  return block
}

/** Where a derived value holds NaN or Infinity, as paths; people must never read one. */
export function notNumbers(value: unknown, path = ''): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [path]
  if (typeof value === 'string') return /\bNaN\b|Infinity|∞/.test(value) ? [path] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => notNumbers(inner, `${path}/${key}`))
}
