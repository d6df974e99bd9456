import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import {
  type AnyField,
  addRow,
  type BlockJson,
  birth,
  blockIds,
  blockKinds,
  blocksRoot,
  cardToHtml,
  cardToMarkdown,
  cardToText,
  cloneBlock,
  type Day,
  definitionOf,
  type Facts,
  type FieldPath,
  type Json,
  moveBlock,
  noFacts,
  type Plan,
  type PlanContent,
  type PlanJson,
  parseBlock,
  parsePlan,
  placeBlock,
  planDoc,
  planJson,
  removeRow,
  type Scalar,
  samplePlan,
  setRegister,
  setText,
  textAt,
  valueAt,
} from './index.ts'
import { anyBlock, notNumbers, rngOf } from './testing/hostile.ts'
import { type Ingredients, pick, randomBlock } from './testing/random-block.ts'

/** The laws that hold for every kind of Block, whatever its definition says. Nothing here knows a kind by name. */
const HUNDRED = Array.from({ length: 100 }, (_, seed) => seed)
const ID = 'lawLawLawLaw'
const DAYS: readonly Day[] = ['2025-12-01', '2026-01-01', '2026-06-30', '2026-11-23', '2027-06-01']

const TEXTS = ['', 'x', 'Cut 30 % of stops in 90 days, without a shutdown.', 'Ünïcödé 漢字 🏭', '  ', 'line\nbreak']
const HOSTILE = [
  '<img src=x onerror=alert(1)>',
  '</td></table><script>alert(1)</script>',
  '"><svg onload=alert(1)>',
  '[click](javascript:alert(1))',
  '![x](https://tracker.example/x.png)',
  '| a | b |\n| --- | --- |',
  '# heading\n> quote\n- item',
  '`code` **bold** <b>& "quoted"</b>',
]

const demo = samplePlan()
const demoContent = parsePlan(demo.json)

/** Refs into the demo plan by kind and list, so that random Blocks point at real things. */
function refsInto(content: PlanContent): (to: string) => string[] {
  return (to) => {
    const [kind = '', list] = to.split('/')
    const blocks = [...content.blocks.values()].filter((block) => kind === '' || block.kind === kind)
    if (list === undefined) return [...blocks.map(({ id }) => id), ID]
    return blocks.flatMap((block) =>
      ((block as unknown as Record<string, readonly { id: string }[]>)[list] ?? []).map(
        ({ id }) => `${block.id}/${id}`,
      ),
    )
  }
}
const refs = refsInto(demoContent)

const ingredients = (random: () => number, more: Partial<Ingredients> = {}): Ingredients => ({
  random,
  texts: TEXTS,
  refs,
  blank: 0.3,
  wrong: 0,
  ...more,
})

const planOf = (block: BlockJson): PlanJson => ({ meta: {}, body: [{ block: ID }], blocks: { [ID]: block } })

/** The demo plan, or an empty one, with one Block more. */
function planWith(json: BlockJson, content: PlanContent, facts: Facts): Plan {
  return {
    facts,
    content: {
      ...content,
      order: [...content.order, ID],
      blocks: new Map(content.blocks).set(ID, parseBlock(ID, json).block),
      stored: { ...content.stored, [ID]: json },
    },
  }
}
const emptyContent = parsePlan({ meta: {}, body: [], blocks: {} })
const surroundings: readonly [string, PlanContent, Facts][] = [
  ['an empty plan', emptyContent, noFacts],
  ['the demo plan', demoContent, demo.facts],
]

/** A place in a Block that somebody can edit, with two values it may hold. */
interface Place {
  readonly path: FieldPath
  readonly field: AnyField
}

const ROW = 'lawRowLawRow'

/** Every register, text and cell of a shape, those of one row in each list included. */
function placesOf(kind: string): Place[] {
  const { fields, rows } = definitionOf(kind)!.shape
  const of = (named: Readonly<Record<string, AnyField>>, at: string): Place[] =>
    Object.entries(named).flatMap(([name, field]) => {
      const path = `${at}${name}`
      if (field.home !== 'series') return [{ path, field }]
      return ['2026-Q1', '2026-Q2'].map((period) => ({ path: `${path}/${period}`, field }))
    })
  return [...of(fields, ''), ...Object.entries(rows).flatMap(([list, named]) => of(named, `${list}/${ROW}/`))]
}

/** A doc with one Block of a kind that has one row in each list. */
function docWithRows(kind: string): Y.Doc {
  const { shape, sample } = definitionOf(kind)!
  const rows = Object.fromEntries(Object.keys(shape.rows).map((list) => [list, [{ id: ROW }]]))
  return planDoc(planOf({ ...sample, ...rows, kind }))
}

function peerOf(doc: Y.Doc): Y.Doc {
  const peer = new Y.Doc()
  Y.applyUpdate(peer, Y.encodeStateAsUpdate(doc))
  return peer
}

function exchange(a: Y.Doc, b: Y.Doc): void {
  const [forB, forA] = [
    Y.encodeStateAsUpdate(a, Y.encodeStateVector(b)),
    Y.encodeStateAsUpdate(b, Y.encodeStateVector(a)),
  ]
  Y.applyUpdate(b, forB)
  Y.applyUpdate(a, forA)
}

/** Writes something at a place and returns what must be read there afterwards. */
function write(doc: Y.Doc, { path, field }: Place, mark: string): string | Scalar {
  if (field.home === 'text') {
    setText(doc, ID, path, mark)
    return mark
  }
  setRegister(doc, ID, path, mark)
  return mark
}

const read = (doc: Y.Doc, { path }: Place): unknown => {
  const value = valueAt(doc, ID, path)
  return value instanceof Y.Text ? value.toString() : value
}

describe.each(blockKinds)('every %s', (kind) => {
  const definition = definitionOf(kind)!
  const { shape, sample } = definition
  const filled: BlockJson = { ...sample, kind }

  it('has an example without a problem, which says something in its card', () => {
    const { block, problems } = parseBlock(ID, filled)
    expect(problems).toEqual([])
    const plan = planWith(filled, emptyContent, noFacts)
    const card = definition.render(block as never, definition.derive(block as never, plan, '2026-11-23'), plan)
    expect(card.title).not.toBe('')
    expect(card.status ?? '').not.toMatch(/undefined|null/)
  })

  it.each(HUNDRED)('reads what it may hold as it was stored, seed %i', (seed) => {
    const json = randomBlock(shape, ingredients(rngOf(seed)))
    const { block, problems } = parseBlock(ID, json)
    expect(problems.filter(({ code }) => code !== 'required' && code !== 'tooLong')).toEqual([])
    for (const [name, value] of Object.entries(json)) {
      const isList = name in shape.rows
      const got = (block as unknown as Record<string, unknown>)[name]
      if (isList) expect(got).toMatchObject(value as object)
      else expect(got).toEqual(value)
    }
  })

  it.each(HUNDRED)('survives JSON and a Y.Doc, wrong values included, seed %i', (seed) => {
    const json = planOf(randomBlock(shape, ingredients(rngOf(seed), { wrong: 0.2 })))
    expect(parsePlan(JSON.parse(JSON.stringify(json)))).toEqual(parsePlan(json))
    const doc = planDoc(json)
    expect(planJson(doc)).toEqual(json)
    expect(planJson(peerOf(doc))).toEqual(json)
  })

  it.each(HUNDRED)('derives and tells itself without an exception or a number that is none, seed %i', (seed) => {
    const random = rngOf(seed)
    const everything = refs('').concat(refs('kpiTable/rows'), 'goneGoneGone', '/', '')
    const json = [
      randomBlock(shape, ingredients(random, { blank: random(), wrong: 0.1 })),
      anyBlock(random, shape, everything),
    ]
    for (const stored of json)
      for (const [where, content, facts] of surroundings) {
        const plan = planWith(stored, content, facts)
        const block = plan.content.blocks.get(ID) as never
        const derived = definition.derive(block, plan, pick(random, DAYS))
        expect(notNumbers(derived), where).toEqual([])
        const card = definition.render(block, derived, plan)
        expect(cardToText(card), where).not.toMatch(/NaN|Infinity|undefined|\[object/)
      }
  })

  it('derives its half-filled example, field by field', () => {
    for (const name of Object.keys(filled)) {
      if (name === 'kind') continue
      const { [name]: _, ...rest } = filled
      const plan = planWith({ ...rest, kind }, emptyContent, noFacts)
      const derived = definition.derive(plan.content.blocks.get(ID) as never, plan, '2026-11-23')
      expect(notNumbers(derived), `without ${name}`).toEqual([])
    }
  })

  it('derives the same from the same', () => {
    const plan = planWith(filled, demoContent, demo.facts)
    const block = plan.content.blocks.get(ID) as never
    expect(definition.derive(block, plan, '2026-11-23')).toEqual(definition.derive(block, plan, '2026-11-23'))
  })

  it.each(HUNDRED.slice(0, 20))('lets no hostile text become markup, seed %i', (seed) => {
    const random = rngOf(seed)
    const json = randomBlock(shape, ingredients(random, { texts: HOSTILE, blank: 0, wrong: 0.2 }))
    const plan = planWith(json, demoContent, demo.facts)
    const block = plan.content.blocks.get(ID) as never
    const card = definition.render(block, definition.derive(block, plan, '2026-11-23'), plan)
    const known = /<\/?(?:h3|p|dl|dt|dd|table|caption|thead|tbody|tr|td|th)>|<th scope="col">/g
    expect(cardToHtml(card).replace(known, '')).not.toMatch(/[<>"'`]/)
    // A backslash before it makes markdown show a sign instead of obeying it.
    const bare = cardToMarkdown(card).replace(/\\./gs, '')
    expect(bare).not.toMatch(/[<>[\]`]|!\[/)
    expect(bare.replace(/^### .*|^\|( --- \|)+$/gm, '')).not.toMatch(/^\s*(?:#|>)/m)
  })

  it('keeps edits that two people make at once in different places', () => {
    const places = placesOf(kind)
    const origin = docWithRows(kind)
    places.forEach((mine, index) => {
      const theirs = places[(index + 1) % places.length]!
      const [ana, jo] = [peerOf(origin), peerOf(origin)]
      const wrote = [write(ana, mine, 'from Ana'), write(jo, theirs, 'from Jo')]
      exchange(ana, jo)
      for (const doc of [ana, jo]) expect([read(doc, mine), read(doc, theirs)], mine.path).toEqual(wrote)
      expect(planJson(ana)).toEqual(planJson(jo))
    })
  })

  it('keeps every letter that two people type into the same text at once', () => {
    const texts = placesOf(kind).filter(({ field }) => field.home === 'text')
    for (const { path } of texts) {
      const ana = docWithRows(kind)
      setText(ana, ID, path, 'middle')
      const jo = peerOf(ana)
      textAt(ana, ID, path)!.insert(0, 'Ana ')
      textAt(jo, ID, path)!.insert(6, ' Jo')
      textAt(jo, ID, path)!.insert(0, 'Kit ')
      exchange(ana, jo)
      const text = textAt(ana, ID, path)!.toString()
      expect(textAt(jo, ID, path)!.toString()).toBe(text)
      expect(text).toMatch(/^(?:Ana Kit |Kit Ana )middle Jo$/)
    }
  })

  it('keeps the rows that two people add, and an edit in a row that the other takes out', () => {
    for (const [list, fields] of Object.entries(shape.rows)) {
      const ana = docWithRows(kind)
      const jo = peerOf(ana)
      const added = [addRow(ana, ID, list, fields), addRow(jo, ID, list, fields)]
      const [name, field] = Object.entries(fields)[0]!
      removeRow(ana, ID, list, ROW)
      const place = { path: `${list}/${ROW}/${name}${field.home === 'series' ? '/2026-Q1' : ''}`, field }
      write(jo, place, 'kept')
      exchange(ana, jo)
      expect(planJson(ana)).toEqual(planJson(jo))
      const rows = planJson(ana).blocks[ID]![list] as unknown as readonly { id: string }[]
      expect(rows.map(({ id }) => id).sort()).toEqual([...added].sort())
      expect(read(ana, place)).toBe('kept')
    }
  })

  it('keeps what a newer Concord put into it', () => {
    const doc = docWithRows(kind)
    const newer = peerOf(doc)
    const record = blocksRoot(newer).get(ID) as Y.Map<unknown>
    newer.transact(() => {
      record.set('newRegister', 7)
      record.set('newText', new Y.Text('a later thought'))
      record.set('newSeries', new Y.Map([['2026-Q1', 5]]))
      record.set(
        'newRows',
        new Y.Map([
          [
            'rowOfFuture0',
            new Y.Map<unknown>([
              ['order', 'a0'],
              ['depth', 3],
            ]),
          ],
        ]),
      )
      for (const list of Object.keys(shape.rows))
        ((record.get(list) as Y.Map<unknown>).get(ROW) as Y.Map<unknown>).set('newInRow', 'later')
    })
    exchange(doc, newer)
    const expected = {
      newRegister: 7,
      newText: 'a later thought',
      newSeries: { '2026-Q1': 5 },
      newRows: [{ id: 'rowOfFuture0', depth: 3 }],
    }
    editEverything(doc, kind)
    moveBlock(doc, ID, 0)
    expect(cloneBlock(doc, ID, 'copyCopyCopy')).toBe(true)
    placeBlock(doc, 'copyCopyCopy', kind, 1)
    const { blocks, body } = planJson(peerOf(doc))
    expect(blockIds(body)).toEqual([ID, 'copyCopyCopy'])
    for (const id of [ID, 'copyCopyCopy']) {
      expect(blocks[id]).toMatchObject(expected)
      for (const list of Object.keys(shape.rows)) expect(blocks[id]![list]).toMatchObject([{ newInRow: 'later' }])
      expect(() => parseBlock(id, blocks[id]!)).not.toThrow()
    }
  })
})

/** What an editor of this build does to every place it knows. */
function editEverything(doc: Y.Doc, kind: string): void {
  for (const place of placesOf(kind)) write(doc, place, 'edited')
}

it('a kind that a newer Concord brought keeps every field through reading, moving and copying', () => {
  const doc = planDoc(planOf({ ...definitionOf(blockKinds[0]!)!.sample, kind: blockKinds[0]! }))
  const future = new Y.Map<unknown>([
    ['kind', 'kindOfTheFuture'],
    ['depth', 3],
    ['words', new Y.Text('not known here')],
    [
      'list',
      new Y.Map([
        [
          'rowOfFuture0',
          new Y.Map<unknown>([
            ['order', 'a0'],
            ['name', new Y.Text('x')],
          ]),
        ],
      ]),
    ],
  ])
  doc.transact(() => blocksRoot(doc).set('futureFuture', future))
  placeBlock(doc, 'futureFuture', 'kindOfTheFuture', 1)
  moveBlock(doc, 'futureFuture', 0)
  cloneBlock(doc, 'futureFuture', 'copyCopyCopy')
  placeBlock(doc, 'copyCopyCopy', 'kindOfTheFuture', 2)
  const stored: Json = {
    kind: 'kindOfTheFuture',
    depth: 3,
    words: 'not known here',
    list: [{ id: 'rowOfFuture0', name: 'x' }],
  }
  const { blocks } = planJson(peerOf(doc))
  expect([blocks.futureFuture, blocks.copyCopyCopy]).toEqual([stored, stored])
  expect(parsePlan(planJson(doc)).blocks.get('futureFuture')).toMatchObject({ isUnknown: true, raw: stored })
})

it('a fresh block of every kind is born whole, in one transaction', () => {
  for (const kind of blockKinds) {
    const doc = new Y.Doc()
    let updates = 0
    doc.on('update', () => {
      updates += 1
    })
    birth(doc, ID, definitionOf(kind)!.shape)
    expect(updates, kind).toBe(1)
  }
})
