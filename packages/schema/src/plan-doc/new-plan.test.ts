import { expect, test } from 'vitest'
import {
  blankPlan,
  blockKinds,
  type Day,
  nextYearPlan,
  parsePlan,
  planDoc,
  planJson,
  samplePlan,
  templatePlan,
} from '../index.ts'

const meta = {
  title: 'FY2027',
  start: '2027-01-01' as Day,
  end: '2027-12-31',
  currency: 'EUR',
  timeZone: 'Europe/Berlin',
}

test('a plan from the template has a section for every kind, survives being stored, and its roles are named', () => {
  const stored = planJson(planDoc(templatePlan(meta)))
  const content = parsePlan(stored)
  expect(new Set([...content.blocks.values()].map(({ kind }) => kind))).toEqual(new Set(blockKinds))
  expect(content.body.filter((node) => 'type' in node && node.type === 'heading')).toHaveLength(blockKinds.length)
  expect(content.problems.filter(({ code }) => code === 'notValid')).toEqual([])
  const roster = [...content.blocks.values()].find(({ kind }) => kind === 'roster')
  expect(roster).toMatchObject({
    roles: expect.arrayContaining([expect.objectContaining({ roleTitle: 'Partner manager' })]),
  })
})

test('the template begins with what a first year needs: three goals and strategies, two campaigns, a review in a quarter', () => {
  const { blocks } = templatePlan(meta)
  const of = (kind: string) => Object.values(blocks).filter((block) => block.kind === kind)
  expect(['smartGoal', 'strategy', 'campaign'].map((kind) => of(kind).length)).toEqual([3, 3, 2])
  expect(of('kpiTable')[0]?.rows).toMatchObject(
    ['Joint bookings', 'New qualified pipeline', 'Win rate'].map((name) => ({ name })),
  )
  expect(of('reviewMinutes')).toMatchObject([{ heldOn: '2027-04-03' }])
})

test('the light plan has one Block of each kind that a small partner needs, ready to be written in', () => {
  const stored = planJson(planDoc(templatePlan(meta, 'light')))
  const kinds = stored.body.flatMap((node) => ('block' in node ? [stored.blocks[node.block]?.kind] : []))
  expect(kinds).toEqual(['jvpCard', 'smartGoal', 'kpiTable', 'campaign', 'actionItem', 'reviewMinutes'])
  expect(stored.body.filter((node) => 'type' in node && node.type === 'heading')).toHaveLength(kinds.length)
  expect(parsePlan(stored).problems.filter(({ code }) => code === 'notValid')).toEqual([])
})

test('a blank plan has its own fields and a line to write on', () => {
  const stored = planJson(planDoc(blankPlan(meta)))
  expect(stored).toEqual({ meta, body: [{ type: 'paragraph', content: [] }], blocks: {} })
})

test('next year begins with the goals and measures of this one, without its numbers, dates and minutes', () => {
  const { json } = samplePlan()
  const next = nextYearPlan(json, meta)
  const content = parsePlan(planJson(planDoc(next)))
  const kinds = new Set([...content.blocks.values()].map(({ kind }) => kind))
  expect(kinds).toEqual(new Set(['visionMission', 'jvpCard', 'smartGoal', 'strategy', 'kpiTable', 'roster']))
  expect(content.problems.filter(({ code }) => code === 'notValid' || code === 'notArrived')).toEqual([])
  const texts = JSON.stringify(next.blocks)
  for (const kept of ['Joint bookings', 'LineSense', 'No Great Lakes food']) expect(texts).toContain(kept)
  const tables = Object.values(next.blocks).filter(({ kind }) => kind === 'kpiTable') as unknown as { rows: object[] }[]
  for (const row of tables.flatMap(({ rows }) => rows))
    for (const name of ['target', 'baseline', 'actuals', 'checkpoints', 'source']) expect(row).not.toHaveProperty(name)
  for (const goal of Object.values(next.blocks).filter(({ kind }) => kind === 'smartGoal'))
    for (const name of ['start', 'due', 'stage', 'statusReason']) expect(goal).not.toHaveProperty(name)
  expect(next.meta).toEqual({
    ...meta,
    success: json.meta.success,
    fiscalStartMonth: 1,
    marginRatePct: 62,
    attribution: 'last',
    ragGreen: 0.95,
    ragAmber: 0.8,
  })
  expect(JSON.stringify(next.body)).not.toContain('"checked":true')
})

test('next year keeps what its goals are measured by, and points at nothing that stayed behind', () => {
  const { json } = samplePlan()
  const next = nextYearPlan(json, meta)
  const goals = Object.values(next.blocks).filter(({ kind }) => kind === 'smartGoal') as unknown as {
    kpis: { kpi: string }[]
  }[]
  const refs = goals.flatMap(({ kpis }) => kpis.map(({ kpi }) => kpi.split('/')[0]!))
  expect(refs.length).toBeGreaterThan(4)
  for (const ref of refs) expect(next.blocks).toHaveProperty(ref)
})
