import { describe, expect, it } from 'vitest'
import { type Facts, noFacts } from '../../plan/facts.ts'
import { SIDES } from '../../plan/side.ts'
import { materialHash } from '../../plan-doc/canonical.ts'
import { type PlanJson, parsePlan } from '../../plan-doc/read.ts'
import { blockId } from '../../sample-plan/ids.ts'
import { samplePlan } from '../../sample-plan/sample-plan.ts'
import { deriveBlock } from '../registry.ts'
import type { BlockOf } from '../shapes.ts'
import { renderJvpCard } from './render.ts'
import { sampleJvpCard } from './sample.ts'

const TODAY = '2026-11-23'

function derived(fields: object = {}, facts: (json: PlanJson) => Partial<Facts> = () => ({})) {
  const json: PlanJson = {
    meta: {},
    body: [{ block: 'card' }],
    blocks: { card: { ...sampleJvpCard, kind: 'jvpCard', ...fields } },
  }
  const content = parsePlan(json)
  const plan = { content, facts: { ...noFacts, ...facts(json) } }
  const block = content.blocks.get('card') as BlockOf<'jvpCard'>
  return deriveBlock<'jvpCard'>(block, plan, TODAY)
}

const agreed = (json: PlanJson): Partial<Facts> => ({
  acks: SIDES.map((side) => ({
    target: 'card',
    side,
    role: 'Partner manager',
    at: '2026-01-29T10:00:00Z',
    materialHash: materialHash(json.blocks.card!),
  })),
})
const tests = (hits: number, misses: number): Facts['flashTests'] =>
  Array.from({ length: hits + misses }, (_, index) => ({
    block: 'card',
    side: 'vendor',
    sawSeconds: 5,
    recall: '',
    hit: index < hits,
    at: '2026-01-29T10:00:00Z',
  }))

describe('a value proposition', () => {
  it('is a draft while a check fails or there is no headline', () => {
    expect(derived({ headline: 'World-class synergies' }).status).toBe('draft')
    expect(derived({ headline: '' })).toMatchObject({ status: 'draft', problems: [] })
  })

  it('is clean without a failed check', () => {
    expect(derived()).toMatchObject({ status: 'clean', problems: [] })
  })

  it('is agreed when both sides said so for what it says now', () => {
    expect(derived({}, agreed).status).toBe('agreed')
    expect(derived({}, (json) => ({ acks: agreed(json).acks?.slice(0, 1) })).status).toBe('clean')
    expect(
      derived({}, (json) => ({ acks: agreed(json).acks?.map((ack) => ({ ...ack, materialHash: 'old' })) })).status,
    ).toBe('clean')
  })

  it.each([
    [4, 0, 'agreed'],
    [4, 1, 'tested'],
    [3, 2, 'agreed'],
  ])('with %i recalls and %i misses is %s', (hits, misses, status) => {
    expect(derived({}, (json) => ({ ...agreed(json), flashTests: tests(hits, misses) })).status).toBe(status)
  })

  it('has no recall rate before the first test', () => {
    expect(derived().recallRate).toEqual({ reason: 'NO_DATA' })
  })

  it('says beside which field to mend what a check found', () => {
    const { problems } = derived({ headline: 'Bakeries lose 20 fewer hours a month, without a wait', proof: [] })
    expect(problems).toEqual([
      {
        code: 'jvp.proof',
        severity: 'error',
        message: 'Where does 20 fewer hours come from?',
        block: 'card',
        field: 'proof',
      },
    ])
  })
})

describe('the value proposition of the demo plan', () => {
  const { json, facts } = samplePlan()
  const content = parsePlan(json)
  const block = content.blocks.get(blockId.jvp) as BlockOf<'jvpCard'>
  const card = deriveBlock<'jvpCard'>(block, { content, facts }, TODAY)

  it('is tested: 8 of 9 people recalled it, 88.9 %', () => {
    expect(card).toMatchObject({ status: 'tested', tests: { count: 9, hits: 8 }, problems: [] })
    expect('value' in card.recallRate && (card.recallRate.value * 100).toFixed(1)).toBe('88.9')
  })

  it('tells itself in words', () => {
    expect(renderJvpCard(block, card, { content, facts })).toMatchObject({
      key: 'J1',
      status: 'Tested',
      facts: expect.arrayContaining([
        { label: 'Reading time', value: '4.29 s' },
        { label: 'Recalled after five seconds', value: '8 of 9 people (88.9 %)' },
      ]),
    })
  })
})
