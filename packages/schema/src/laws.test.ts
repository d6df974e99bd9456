import { describe, expect, it } from 'vitest'
import {
  type BlockJson,
  blockKinds,
  cardToHtml,
  cardToMarkdown,
  cardToText,
  type Day,
  definitionOf,
  type Facts,
  noFacts,
  type Plan,
  type PlanContent,
  parseBlock,
  parsePlan,
  planDoc,
  planJson,
  samplePlan,
} from './index.ts'
import { anyBlock, notNumbers, rngOf } from './testing/hostile.ts'
import { ID, peerOf, planOf } from './testing/law-block.ts'
import { type Ingredients, pick, randomBlock } from './testing/random-block.ts'

/** The laws that hold for every kind of Block, whatever its definition says. Nothing here knows a kind by name. */
const HUNDRED = Array.from({ length: 100 }, (_, seed) => seed)
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
})
