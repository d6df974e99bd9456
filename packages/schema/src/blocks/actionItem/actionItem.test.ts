import { describe, expect, it } from 'vitest'
import { isKnown } from '../../block/derived.ts'
import type { Day } from '../../plan/day.ts'
import type { CommitmentFact } from '../../plan/facts.ts'
import { noFacts } from '../../plan/facts.ts'
import type { Plan } from '../../plan/plan.ts'
import { parsePlan } from '../../plan-doc/read.ts'
import { commitmentId } from '../../sample-plan/ids.ts'
import { samplePlan } from '../../sample-plan/sample-plan.ts'
import { deriveBlock } from '../registry.ts'
import type { BlockOf } from '../shapes.ts'
import { renderActionItem } from './render.ts'
import { type SideScore, scorecard } from './scorecard.ts'

const TODAY = '2026-11-23'
const sample = samplePlan()
const plan: Plan = { content: parsePlan(sample.json), facts: sample.facts }
const demo = (name: keyof typeof commitmentId) =>
  deriveBlock<'actionItem'>(plan.content.blocks.get(commitmentId[name]) as BlockOf<'actionItem'>, plan, TODAY)

const score = ({ onTime, late, overdue, onTimePct, keptPct }: SideScore) => [
  onTime,
  late,
  overdue,
  isKnown(onTimePct) ? onTimePct.value.toFixed(1) : onTimePct.reason,
  isKnown(keptPct) ? keptPct.value.toFixed(1) : keptPct.reason,
]

describe('the commitments of the demo plan', () => {
  it('give the scorecard: Halvern 66.7 % on time and 88.9 % kept, Dunmarsh 80.0 % and 90.0 %', () => {
    const { vendor, partner } = scorecard(plan, TODAY)
    expect(score(vendor)).toEqual([6, 2, 1, '66.7', '88.9'])
    expect(score(partner)).toEqual([8, 1, 1, '80.0', '90.0'])
    expect([vendor.blockedByOther, partner.blockedByOther]).toEqual([[], []])
  })

  it.each([
    ['V1', 'done'],
    ['V5', 'late'],
    ['V6', 'overdue'],
    ['V7', 'late'],
    ['V10', 'moved'],
    ['V11', 'moved'],
    ['P6', 'late'],
    ['P10', 'overdue'],
    ['P11', 'open'],
    ['P12', 'open'],
    ['P13', 'moved'],
  ] as const)('%s is %s', (name, status) => {
    expect(demo(name)).toMatchObject({ status, problems: [] })
  })

  it('count by the day they were validly moved to', () => {
    expect(demo('V10')).toMatchObject({ firstDue: '2026-12-04', due: '2026-12-11', score: null, daysLate: -18 })
    expect(demo('P10')).toMatchObject({ score: 'overdue', daysLate: 17 })
  })

  it('block Dunmarsh once the extra class is late: P12 then does not count against it', () => {
    const later = scorecard(plan, '2027-01-05')
    expect(later.partner.blockedByOther).toEqual([commitmentId.P12])
    expect(score(later.partner)).toEqual([8, 1, 2, '72.7', '81.8'])
    expect(score(later.vendor)).toEqual([6, 2, 3, '54.5', '72.7'])
  })

  it('can be scored for a quarter', () => {
    const third = scorecard(plan, TODAY, { from: '2026-07-01', to: '2026-09-30' })
    expect(score(third.vendor)).toEqual([1, 1, 1, '33.3', '66.7'])
    expect(score(third.partner)).toEqual([3, 0, 0, '100.0', '100.0'])
    expect(score(scorecard(plan, TODAY, { from: '2027-01-01', to: '2027-03-31' }).vendor)).toEqual([
      0,
      0,
      0,
      'NO_DATA',
      'NO_DATA',
    ])
  })

  it('tell themselves in words', () => {
    const block = plan.content.blocks.get(commitmentId.P12) as BlockOf<'actionItem'>
    expect(renderActionItem(block, demo('P12'), plan)).toEqual({
      key: 'A23',
      label: 'Commitment',
      title: '8th engineer enrolled',
      status: 'Open',
      facts: [
        { label: 'Owner', value: 'Dunmarsh, Practice lead' },
        { label: 'Due', value: 'Dec 15, 2026' },
        { label: 'Waits for', value: 'A10' },
        { label: 'Comes from', value: 'T7' },
      ],
    })
  })
})

describe('a commitment', () => {
  const fact = (moves: Partial<CommitmentFact['moves'][number]>[], droppedOn: Day | null = null): CommitmentFact => ({
    firstDue: '2026-10-10',
    droppedOn,
    moves: moves.map((move) => ({
      from: '2026-10-10',
      to: '2026-10-20',
      reason: 'Rain',
      askedOn: '2026-10-07',
      acceptedOn: '2026-10-08',
      ...move,
    })),
  })

  function derived(fields: object, { others = {}, facts, asOf = TODAY }: Options = {}) {
    const blocks = { one: { text: 'Do it', ownerSide: 'vendor', due: '2026-10-10', ...fields }, ...others }
    const content = parsePlan({
      meta: {},
      body: Object.keys(blocks).map((block) => ({ block })),
      blocks: Object.fromEntries(Object.entries(blocks).map(([id, block]) => [id, { ...block, kind: 'actionItem' }])),
    })
    const commitments: Readonly<Record<string, CommitmentFact>> = facts ? { one: facts } : {}
    return deriveBlock<'actionItem'>(
      content.blocks.get('one') as BlockOf<'actionItem'>,
      { content, facts: { ...noFacts, commitments } },
      asOf,
    )
  }
  interface Options {
    others?: Record<string, object>
    facts?: CommitmentFact
    asOf?: Day
  }

  it.each<[object, Day, string, string | null]>([
    [{}, '2026-10-09', 'open', null],
    [{}, '2026-10-10', 'open', null],
    [{}, '2026-10-11', 'overdue', 'overdue'],
    [{ doneAt: '2026-10-10' }, TODAY, 'done', 'onTime'],
    [{ doneAt: '2026-10-11' }, TODAY, 'late', 'late'],
    [{ doneAt: '2026-10-11' }, '2026-10-10', 'open', null],
    [{ due: null }, TODAY, 'open', null],
  ])('with %j is on %s %s and scores %s', (fields, asOf, status, scored) => {
    expect(derived(fields, { asOf })).toMatchObject({ status, score: scored })
  })

  it('counts by the moved day only when it was asked three days ahead and accepted', () => {
    const late = { doneAt: '2026-10-15' as Day, due: '2026-10-20' }
    expect(derived(late, { facts: fact([{}]) })).toMatchObject({ score: 'onTime', due: '2026-10-20', problems: [] })
    expect(derived(late, { facts: fact([{ askedOn: '2026-10-08' }]) }).score).toBe('late')
    expect(derived(late, { facts: fact([{ acceptedOn: null }]) })).toMatchObject({
      score: 'late',
      problems: [
        expect.objectContaining({
          message: 'Both sides agreed on Oct 10, 2026; another day counts once the other side accepts it.',
        }),
      ],
    })
  })

  it('may be moved once', () => {
    const twice = fact([{}, { from: '2026-10-20', to: '2026-11-20', askedOn: '2026-10-10', acceptedOn: '2026-10-11' }])
    expect(derived({ doneAt: '2026-11-15' }, { facts: twice })).toMatchObject({ due: '2026-10-20', score: 'late' })
  })

  it('is left out when both sides dropped it', () => {
    expect(derived({}, { facts: fact([], '2026-10-12') })).toMatchObject({ status: 'dropped', score: null })
  })

  it('is blocked while what it waits for is open after its due day', () => {
    const other = (fields: object) => ({ two: { text: 'First', ownerSide: 'partner', due: '2026-10-01', ...fields } })
    const waiting = { dependsOn: 'two', due: '2026-12-31' }
    expect(derived(waiting, { others: other({}) })).toMatchObject({
      status: 'blocked',
      blockedBy: { block: 'two', side: 'partner' },
    })
    expect(derived(waiting, { others: other({ doneAt: '2026-11-01' }) }).blockedBy).toBeNull()
    expect(derived(waiting, { others: other({ due: '2026-12-01' }) }).status).toBe('open')
    expect(derived({ ...waiting, doneAt: '2026-11-20' }, { others: other({}) }).status).toBe('done')
  })

  it('says what is wrong with it', () => {
    const messages = (fields: object, options?: Options) =>
      derived(fields, options).problems.map(({ message }) => message)
    expect(messages({ doneAt: '2026-12-24' })).toEqual(['It is marked done on a day that has not come.'])
    expect(messages({ dependsOn: 'one' })).toEqual(['It cannot wait for itself.'])
    const ring = { others: { two: { text: 'The other', ownerSide: 'partner', due: '2027-01-01', dependsOn: 'one' } } }
    expect(messages({ dependsOn: 'two' }, ring)).toEqual(['Do it and The other wait for each other.'])
  })
})
