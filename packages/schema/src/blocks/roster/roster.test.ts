import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../json.ts'
import { noFacts } from '../../plan/facts.ts'
import { parsePlan } from '../../plan-doc/read.ts'
import { blockId } from '../../sample-plan/ids.ts'
import { samplePlan } from '../../sample-plan/sample-plan.ts'
import { deriveBlock } from '../registry.ts'
import type { BlockOf } from '../shapes.ts'
import { renderRoster } from './render.ts'
import { sampleRoster } from './sample.ts'

const roles = sampleRoster.roles as unknown as readonly JsonObject[]

function derived(rows: readonly JsonObject[]) {
  const content = parsePlan({
    meta: {},
    body: [{ block: 'people' }],
    blocks: { people: { kind: 'roster', roles: rows } },
  })
  return deriveBlock<'roster'>(
    content.blocks.get('people') as BlockOf<'roster'>,
    { content, facts: noFacts },
    '2026-11-23',
  )
}
const messages = (rows: readonly JsonObject[]) => derived(rows).problems.map(({ message }) => message)

describe('the roster', () => {
  it('is complete with the nine roles the kick-off needs', () => {
    expect(derived(roles)).toMatchObject({ problems: [], missing: [], completeness: 1 })
  })

  it('names every role that is missing when it is empty', () => {
    expect(messages([])).toEqual([
      'No partner manager on the vendor side.',
      'No partner marketing manager on the vendor side.',
      'No head of partner marketing on the vendor side.',
      'No partner tech support on the vendor side.',
      'No executive role on the partner side.',
      'No marketing role on the partner side.',
      'No business-development role on the partner side.',
      'No technical-support role on the partner side.',
      'No customer-support role on the partner side.',
    ])
    expect(derived([]).completeness).toBe(0)
  })

  it.each(roles.map((row) => [row.roleTitle, row.id]))('misses %s when it is taken out', (_title, id) => {
    expect(derived(roles.filter((row) => row.id !== id)).missing).toHaveLength(1)
  })

  it('does not count a role of the other side', () => {
    const moved = roles.map((row) => (row.id === 'rolePartner5' ? { ...row, side: 'vendor' } : row))
    expect(messages(moved)).toEqual(['No customer-support role on the partner side.'])
  })

  it('wants a backup that is another role of the same side, and titles that differ', () => {
    const change = (fields: object) => roles.map((row) => (row.id === 'rolePartner1' ? { ...row, ...fields } : row))
    expect(messages(change({ backupRole: 'people/rolePartner1' }))).toEqual(['A role cannot stand in for itself.'])
    expect(messages(change({ backupRole: 'people/roleVendor01' }))).toEqual(['The backup is on the other side.'])
    expect(messages(change({ backupRole: 'people/rolePartner2' }))).toEqual([])
    expect(messages(change({ roleTitle: 'crew chief' }))).toEqual([
      '"Crew chief" stands here twice; plans name roles, so each needs a name of its own.',
    ])
  })

  it('of the demo plan is complete and tells itself in words', () => {
    const { json, facts } = samplePlan()
    const plan = { content: parsePlan(json), facts }
    const block = plan.content.blocks.get(blockId.roster) as BlockOf<'roster'>
    const roster = deriveBlock<'roster'>(block, plan, '2026-11-23')
    expect(roster.problems).toEqual([])
    const card = renderRoster(block, roster, plan)
    expect(card.status).toBe('Complete')
    expect(card.tables?.[0]?.rows[0]).toEqual([
      'Halvern',
      'Partner manager',
      'Partner management',
      'First contact for everything in this plan',
      'Partner account manager',
    ])
  })
})
