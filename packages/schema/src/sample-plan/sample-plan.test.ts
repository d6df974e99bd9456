import { describe, expect, it } from 'vitest'
import type { BlockJson } from '../block/extract.ts'
import type { Fields } from '../block/field.ts'
import { shapeOfKind } from '../blocks/shapes.ts'
import { isId } from '../ids.ts'
import { isJsonObject, type Json, type JsonObject } from '../json.ts'
import { isAgreed } from '../plan/acks.ts'
import { diffPlans } from '../plan-doc/diff.ts'
import { parsePlan, planJson } from '../plan-doc/read.ts'
import { planDoc } from '../plan-doc/write.ts'
import { commitmentId } from './ids.ts'
import { samplePlan, sampleRevision } from './sample-plan.ts'

const { json, facts } = samplePlan()
const content = parsePlan(json)
const plan = { content, facts }

describe('the demo plan', () => {
  it('reads without a single problem', () => {
    expect(content.problems).toEqual([])
    expect(content.order).toHaveLength(48)
  })

  it('comes back from a Y.Doc as it was written', () => {
    expect(planJson(planDoc(json))).toEqual(json)
  })

  it('has permanent ids, each once', () => {
    const ids = [...Object.keys(json.blocks), ...Object.values(json.blocks).flatMap((block) => rowIds(block))]
    expect(ids.filter((id) => !isId(id))).toEqual([])
    for (const block of Object.values(json.blocks)) expect(new Set(rowIds(block)).size).toBe(rowIds(block).length)
    expect(new Set(Object.keys(json.blocks)).size).toBe(content.order.length)
  })

  it('refers to nothing that does not exist', () => {
    const refs = Object.values(json.blocks).flatMap(refsIn)
    const known = new Set<string>([
      ...Object.keys(json.blocks),
      ...Object.entries(json.blocks).flatMap(([id, block]) => rowIds(block).map((row) => `${id}/${row}`)),
    ])
    expect(refs.length).toBeGreaterThan(80)
    expect(refs.filter((ref) => !known.has(ref))).toEqual([])
  })

  it('gives the keys people say, each once', () => {
    const keys = Object.values(facts.keys)
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys).toEqual(expect.arrayContaining(['J1', 'G1', 'G5', 'S5', 'T9', 'K7', 'C6', 'A1', 'A24', 'R3', 'R4']))
    expect(facts.keys[commitmentId.P1]).toBe('A12')
  })

  it('is agreed by both sides wherever an ack was given', () => {
    const targets = [...new Set(facts.acks.map(({ target }) => target))]
    expect(targets).toHaveLength(44)
    expect(targets.filter((target) => !isAgreed(plan, target))).toEqual([])
  })

  it('differs from v4 in the due days that were moved, and in what happened since', () => {
    const changes = diffPlans(sampleRevision(4), json)
    const promises = changes.filter(({ isMaterial }) => isMaterial)
    expect(promises.map(({ block, before, after }) => [block, before, after])).toEqual([
      [commitmentId.V10, '2026-12-04', '2026-12-11'],
      [commitmentId.V11, '2026-12-11', '2026-12-18'],
      [commitmentId.P13, '2027-01-08', '2027-01-12'],
    ])
    expect(changes).toContainEqual(expect.objectContaining({ label: 'Actuals, 2026-Q4', before: null, after: 7 }))
  })

  it('signed four different contents', () => {
    expect(new Set(facts.signOffs.map(({ hash }) => hash)).size).toBe(4)
    const first = sampleRevision(1)
    expect(strings(first as unknown as Json).filter((text) => text.startsWith('Readings to'))).toEqual([])
    expect(diffPlans(first, sampleRevision(4)).some(({ path }) => path.endsWith('checkpoints/2026-Q3'))).toBe(true)
    expect(parsePlan(first).problems).toEqual([])
  })
})

function rowIds(value: Json): string[] {
  if (!isJsonObject(value)) return []
  return Object.values(value).flatMap((list) =>
    Array.isArray(list) ? (list as readonly Json[]).flatMap((row) => (isJsonObject(row) ? [String(row.id)] : [])) : [],
  )
}

function strings(value: Json): string[] {
  if (typeof value === 'string') return [value]
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(strings) : []
}

/** Every stored value of a reference field, in fields and rows. */
function refsIn(block: BlockJson): string[] {
  const { fields, rows } = shapeOfKind(block.kind)!
  const of = (named: Fields, json: JsonObject) =>
    Object.entries(named).flatMap(([name, { input }]) => {
      const value = json[name]
      return input.type === 'ref' && typeof value === 'string' ? [value] : []
    })
  const inRows = Object.entries(rows).flatMap(([list, named]) =>
    ((block[list] ?? []) as readonly JsonObject[]).flatMap((row) => of(named, row)),
  )
  return [...of(fields, block), ...inRows]
}
