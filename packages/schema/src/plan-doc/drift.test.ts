import { expect, it } from 'vitest'
import { setRegister } from '../block/edit.ts'
import { commitmentId } from '../sample-plan/ids.ts'
import { samplePlan, sampleRevision } from '../sample-plan/sample-plan.ts'
import { driftSince } from './drift.ts'
import { planJson } from './read.ts'
import { planDoc } from './write.ts'

it('the demo plan has moved three due days since its fourth signing', () => {
  expect(driftSince(sampleRevision(4), samplePlan().json)).toBe(3)
})

it('follows every promise, and forgets one that is taken back', () => {
  const doc = planDoc(samplePlan().json)
  setRegister(doc, commitmentId.V10, 'ownerSide', 'partner')
  expect(driftSince(sampleRevision(4), planJson(doc))).toBe(4)
  setRegister(doc, commitmentId.V10, 'ownerSide', 'vendor')
  setRegister(doc, commitmentId.V10, 'doneAt', '2026-11-20')
  expect(driftSince(sampleRevision(4), planJson(doc))).toBe(3)
})
