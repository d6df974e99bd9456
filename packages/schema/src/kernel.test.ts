import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import {
  addRow,
  type BodyNode,
  birth,
  blockKinds,
  blocksRoot,
  bodyRoot,
  definitionOf,
  moveBlock,
  moveRow,
  newId,
  type PlanJson,
  parsePlan,
  placeBlock,
  planDoc,
  planJson,
  readBlock,
  readPlan,
  removeRow,
  repairBody,
  rowsOf,
  setRegister,
  textAt,
  valueAt,
} from './index.ts'

const goalShape = definitionOf('smartGoal')!.shape
const kpiShape = definitionOf('kpiTable')!.shape
const kpiFields = kpiShape.rows.rows!

function sync(...docs: Y.Doc[]) {
  for (const from of docs)
    for (const to of docs) Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)))
}

function aPlan(): PlanJson {
  const body: BodyNode[] = [
    { type: 'heading', level: 2, content: [{ text: 'Goals' }] },
    {
      type: 'paragraph',
      content: [
        { text: 'plain ' },
        { text: 'bold', marks: { bold: true } },
        { text: 'link', marks: { link: 'https://a.example' } },
      ],
    },
    { block: 'goalGoalGoal' },
    {
      type: 'list',
      style: 'task',
      items: [{ checked: true, content: [{ type: 'paragraph', content: [{ text: 'done' }] }] }],
    },
    { type: 'table', rows: [[{ header: true, content: [{ type: 'paragraph', content: [{ text: 'A' }] }] }]] },
    { block: 'kpisKpisKpis' },
  ]
  return {
    meta: { title: 'Plan', start: '2026-01-01', end: '2026-12-31', currency: 'USD', timeZone: 'America/New_York' },
    body,
    blocks: {
      goalGoalGoal: {
        kind: 'smartGoal',
        title: 'Book 1.2 M',
        due: '2026-12-31',
        kpis: [{ id: 'a', kpi: 'kpisKpisKpis/r1' }],
      },
      kpisKpisKpis: {
        kind: 'kpiTable',
        rows: [
          { id: 'r1', name: 'Bookings', unit: 'money', target: 120_000_000, checkpoints: { '2026-Q1': 15_000_000 } },
          { id: 'r2', name: 'Win rate', unit: 'pct' },
        ],
      },
    },
  }
}

describe('a plan in a Y.Doc', () => {
  it('comes back as it was written', () => {
    expect(planJson(planDoc(aPlan()))).toEqual(aPlan())
  })

  it('reads typed values, with null and empty for what is absent', () => {
    const plan = readPlan(planDoc(aPlan()))
    const goal = plan.blocks.get('goalGoalGoal')
    expect(goal).toMatchObject({ kind: 'smartGoal', title: 'Book 1.2 M', due: '2026-12-31', start: null, product: '' })
    expect(plan.problems).toContainEqual(
      expect.objectContaining({ code: 'required', block: 'goalGoalGoal', field: 'start' }),
    )
  })

  it('keeps a value of the wrong type and says so', () => {
    const doc = planDoc(aPlan())
    setRegister(doc, 'goalGoalGoal', 'due', 'tomorrow')
    setRegister(doc, 'kpisKpisKpis', 'rows/r1/checkpoints/2026-Q9', 5)
    const { problems } = readPlan(doc)
    expect(problems).toContainEqual(expect.objectContaining({ code: 'notValid', field: 'due', raw: 'tomorrow' }))
    expect(problems).toContainEqual(
      expect.objectContaining({ code: 'period', field: 'rows/r1/checkpoints/2026-Q9', raw: 5 }),
    )
    expect(planJson(doc).blocks.goalGoalGoal?.due).toBe('tomorrow')
  })

  it('shows a kind of a newer Concord with its raw fields', () => {
    const doc = planDoc(aPlan())
    blocksRoot(doc).set(
      'newerNewerNe',
      new Y.Map<unknown>([
        ['kind', 'holographicGoal'],
        ['depth', 3],
      ]),
    )
    placeBlock(doc, 'newerNewerNe', 'holographicGoal', 0)
    const block = readPlan(doc).blocks.get('newerNewerNe')
    expect(block).toMatchObject({ isUnknown: true, raw: { kind: 'holographicGoal', depth: 3 } })
  })

  it('reads a place whose data has not arrived as a problem', () => {
    const doc = planDoc(aPlan())
    placeBlock(doc, 'lateLateLate', 'smartGoal', 0)
    expect(readPlan(doc).problems).toContainEqual(
      expect.objectContaining({ code: 'notArrived', block: 'lateLateLate' }),
    )
  })

  it('holds half of a letter as others get it', () => {
    const [ana, jo] = [planDoc(aPlan()), new Y.Doc()]
    sync(ana, jo)
    setRegister(ana, 'goalGoalGoal', 'due', 'soon\ud83d')
    sync(ana, jo)
    expect(valueAt(jo, 'goalGoalGoal', 'due')).toBe('soon\ufffd')
    expect(valueAt(ana, 'goalGoalGoal', 'due')).toBe('soon\ufffd')
  })

  it('refuses what no register may hold', () => {
    const doc = planDoc(aPlan())
    expect(() => setRegister(doc, 'goalGoalGoal', 'due', Number.NaN)).toThrow(RangeError)
    expect(() => setRegister(doc, 'goalGoalGoal', 'title', 'x')).toThrow(RangeError)
    expect(() => setRegister(doc, 'goalGoalGoal', 'nothing/here', 1)).toThrow(RangeError)
  })
})

describe('two people at once', () => {
  it('keep different fields, different cells and both strings in one sentence', () => {
    const ana = planDoc(aPlan())
    const jo = new Y.Doc()
    sync(ana, jo)
    setRegister(ana, 'goalGoalGoal', 'due', '2026-11-30')
    setRegister(jo, 'goalGoalGoal', 'start', '2026-02-01')
    setRegister(ana, 'kpisKpisKpis', 'rows/r1/actuals/2026-Q1', 1)
    setRegister(jo, 'kpisKpisKpis', 'rows/r1/actuals/2026-Q2', 2)
    textAt(ana, 'goalGoalGoal', 'title')!.insert(10, ' in food')
    textAt(jo, 'goalGoalGoal', 'title')!.insert(0, 'Together: ')
    sync(ana, jo)
    expect(planJson(ana)).toEqual(planJson(jo))
    expect(readBlock(ana, 'goalGoalGoal')?.block).toMatchObject({
      title: 'Together: Book 1.2 M in food',
      due: '2026-11-30',
      start: '2026-02-01',
    })
    expect(readBlock(jo, 'kpisKpisKpis')?.block).toMatchObject({
      rows: [{ actuals: { '2026-Q1': 1, '2026-Q2': 2 } }, {}],
    })
  })

  it('add, move and remove rows without losing one', () => {
    const ana = planDoc(aPlan())
    const jo = new Y.Doc()
    sync(ana, jo)
    const mine = addRow(ana, 'kpisKpisKpis', 'rows', kpiFields, { name: 'Leads' }, { after: 'r1' })
    const theirs = addRow(jo, 'kpisKpisKpis', 'rows', kpiFields, { name: 'Days' }, { after: 'r1' })
    moveRow(jo, 'kpisKpisKpis', 'rows', 'r2', null)
    sync(ana, jo)
    const ids = (doc: Y.Doc) =>
      rowsOf((blocksRoot(doc).get('kpisKpisKpis') as Y.Map<unknown>).get('rows') as Y.Map<unknown>).map(({ id }) => id)
    expect(ids(ana)).toEqual(ids(jo))
    expect(ids(ana).slice(0, 2)).toEqual(['r2', 'r1'])
    expect(ids(ana)).toEqual(expect.arrayContaining([mine, theirs]))
    removeRow(ana, 'kpisKpisKpis', 'rows', mine)
    sync(ana, jo)
    expect(ids(jo)).not.toContain(mine)
  })

  it('move one block at once: one place is left, its edits are kept', () => {
    const ana = planDoc(aPlan())
    const jo = new Y.Doc()
    sync(ana, jo)
    moveBlock(ana, 'goalGoalGoal', 0)
    moveBlock(jo, 'goalGoalGoal', 6)
    setRegister(jo, 'goalGoalGoal', 'due', '2026-10-31')
    sync(ana, jo)
    expect(repairBody(ana) + repairBody(jo)).toBe(2)
    sync(ana, jo)
    expect(planJson(ana)).toEqual(planJson(jo))
    expect(readPlan(ana).order.filter((id) => id === 'goalGoalGoal')).toHaveLength(1)
    expect(readBlock(ana, 'goalGoalGoal')?.block).toMatchObject({ due: '2026-10-31' })
  })
})

describe('moving a block', () => {
  it.each([
    [0, ['goalGoalGoal', 'kpisKpisKpis']],
    [6, ['kpisKpisKpis', 'goalGoalGoal']],
    [99, ['kpisKpisKpis', 'goalGoalGoal']],
  ])('to index %i gives %j', (to, order) => {
    const doc = planDoc(aPlan())
    moveBlock(doc, 'goalGoalGoal', to)
    expect(readPlan(doc).order).toEqual(order)
    expect(bodyRoot(doc).length).toBe(6)
  })
})

describe.each(blockKinds)('a fresh %s', (kind) => {
  it('has every Y type from birth and reads without an exception', () => {
    const doc = planDoc({ meta: {}, body: [], blocks: {} })
    const { shape } = definitionOf(kind)!
    const id = newId()
    birth(doc, id, shape)
    placeBlock(doc, id, kind, 0)
    const map = blocksRoot(doc).get(id) as Y.Map<unknown>
    for (const [name, field] of Object.entries(shape.fields)) {
      if (field.home === 'text') expect(map.get(name)).toBeInstanceOf(Y.Text)
      if (field.home === 'series') expect(map.get(name)).toBeInstanceOf(Y.Map)
    }
    for (const list of Object.keys(shape.rows)) expect(map.get(list)).toBeInstanceOf(Y.Map)
    expect(parsePlan(planJson(doc)).blocks.get(id)?.kind).toBe(kind)
  })
})

it('goals are born with their title as text', () => {
  const doc = planDoc({ meta: {}, body: [], blocks: {} })
  birth(doc, 'x', goalShape, { title: 'hello' })
  expect(textAt(doc, 'x', 'title')?.toString()).toBe('hello')
})
