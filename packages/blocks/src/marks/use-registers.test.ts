import { parsePlan, samplePlan } from '@concord/schema'
import { expect, test } from 'vitest'
import { registersOf } from './use-registers.ts'

const content = parsePlan(samplePlan().json)
const idOf = (kind: string) => content.order.find((id) => content.blocks.get(id)?.kind === kind) ?? ''

test('a block without its sentences keeps every number, day, choice and row', () => {
  const campaign = registersOf(content, idOf('campaign'), 'campaign')
  expect(campaign).toMatchObject({ kind: 'campaign', campaignKind: 'webinar', budget: 600_000, from: '2026-02-24' })
  expect(campaign?.proof).toEqual([{ id: 'C1attendance', url: null }])
  expect(campaign).not.toHaveProperty('title')
  expect(campaign).not.toHaveProperty('audience')
})

test('a block of another kind is none', () => {
  expect(registersOf(content, idOf('campaign'), 'actionItem')).toBeUndefined()
})
