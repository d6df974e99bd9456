import { expect, test } from 'vitest'
import { can, canOnSide, type SharedAction, type SideAction } from './can.ts'
import type { Role } from './facts.ts'
import { type Actor, roles } from './member.ts'

const member = (role: Role): Actor => ({ id: 'm', name: 'Mara', side: 'vendor', role })
const now = 1_000

test.each<[SharedAction, string]>([
  ['readPlan', 'owner editor commenter viewer'],
  ['discuss', 'owner editor commenter'],
  ['writePlan', 'owner editor'],
  ['managePlan', 'owner'],
])('%s is for %s', (action, allowed) => {
  expect(roles.filter((role) => can(member(role), action, now)).join(' ')).toBe(allowed)
})

test.each<[SideAction, string]>([
  ['readSide', 'owner editor commenter viewer'],
  ['writeSide', 'owner editor'],
  ['manageSide', 'owner'],
])('%s is for %s of the own side, and for nobody of the other', (action, allowed) => {
  expect(roles.filter((role) => canOnSide(member(role), action, 'vendor', now)).join(' ')).toBe(allowed)
  expect(roles.filter((role) => canOnSide(member(role), action, 'partner', now))).toEqual([])
})

test('a guest has his role until his time ends, and never sees a side room', () => {
  const guest: Actor = { ...member('editor'), side: 'vendor', guest: { until: 2_000, sponsor: 's' } } as Actor
  expect(can(guest, 'writePlan', 1_999)).toBe(true)
  expect(can(guest, 'readPlan', 2_000)).toBe(false)
  expect(canOnSide(guest, 'readSide', 'vendor', now)).toBe(false)
})

test('a link visitor belongs to no side', () => {
  const visitor: Actor = { id: 'l', name: 'Link', side: null, role: 'commenter' }
  expect(can(visitor, 'discuss', now)).toBe(true)
  expect(can(visitor, 'writePlan', now)).toBe(false)
  expect(canOnSide(visitor, 'readSide', 'vendor', now)).toBe(false)
  expect(canOnSide(visitor, 'readSide', 'partner', now)).toBe(false)
})
