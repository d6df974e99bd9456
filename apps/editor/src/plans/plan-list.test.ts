import type { ListedPlan } from '@concord/schema'
import { expect, test } from 'vitest'
import { countsOf, isSpoken, listed, readSearch, spokenTitle } from './plan-list.ts'

const noPromises = { overdue: 0, onTimePct: null, keptPct: null }
type Glance = NonNullable<ListedPlan['glance']>
const aGlance = (over: Partial<Glance> = {}): Glance => ({
  start: '2026-01-01',
  end: '2026-12-31',
  stage: 'running',
  signed: null,
  status: 'green',
  gap: null,
  goals: [],
  progress: null,
  nextReview: null,
  promises: { vendor: noPromises, partner: noPromises },
  toSign: [],
  ...over,
})
const aPlan = (name: string, over: Partial<ListedPlan> = {}, glance: Partial<Glance> = {}): ListedPlan => ({
  id: name,
  side: 'vendor',
  role: 'owner',
  isGuest: false,
  companies: {
    vendor: { id: 'v', name: 'Halvern Analytics', shortName: 'Halvern' },
    partner: { id: name, name, shortName: name },
  },
  owners: { vendor: 'Ana', partner: null },
  life: { archivedAt: null, deletionAskedBy: null, deletedAt: null, undoUntil: null },
  changedAt: null,
  asOf: '2026-11-23',
  title: 'FY2026',
  glance: aGlance(glance),
  ...over,
})
const life = (over: Partial<ListedPlan['life']>) => ({
  life: { archivedAt: null, deletionAskedBy: null, deletedAt: null, undoUntil: null, ...over },
})

const plans = [
  aPlan('Keldar', { role: 'viewer' }, { status: 'red', nextReview: '2026-11-30' }),
  aPlan('Dunmarsh', {}, { promises: { vendor: { ...noPromises, overdue: 1 }, partner: noPromises } }),
  aPlan('Ropewalk', life({ deletionAskedBy: 'partner' }), { status: 'amber', nextReview: '2026-12-01' }),
  aPlan('Sandgate', life({ archivedAt: 1 })),
  aPlan('Tinker', life({ deletedAt: 1 }), { status: 'red' }),
  aPlan('Alder', { title: null, glance: null }),
]
const names = (search: Parameters<typeof listed>[1]) => listed(plans, search).map(({ id }) => id)

test('each choice shows its plans: the archive and the deleted ones stand apart', () => {
  expect(names({})).toEqual(['Alder', 'Dunmarsh', 'Keldar', 'Ropewalk'])
  expect(names({ show: 'mine' })).toEqual(['Alder', 'Dunmarsh', 'Ropewalk'])
  expect(names({ show: 'needs' })).toEqual(['Dunmarsh', 'Ropewalk'])
  expect(names({ show: 'risk' })).toEqual(['Keldar', 'Ropewalk'])
  expect(names({ show: 'review' })).toEqual(['Keldar'])
  expect(names({ show: 'archived' })).toEqual(['Sandgate'])
  expect(names({ show: 'deleted' })).toEqual(['Tinker'])
  expect(countsOf(plans)).toEqual({ all: 4, mine: 3, needs: 2, risk: 2, review: 1, archived: 1, deleted: 1 })
})

test('orders put what is worst or next first, and what says nothing last', () => {
  expect(names({ sort: 'status' })).toEqual(['Keldar', 'Ropewalk', 'Dunmarsh', 'Alder'])
  expect(names({ sort: 'review' })).toEqual(['Keldar', 'Ropewalk', 'Alder', 'Dunmarsh'])
})

test('a plan is found by either company or its title, in any case', () => {
  expect(names({ q: 'rope' })).toEqual(['Ropewalk'])
  expect(names({ q: 'HALVERN' })).toHaveLength(4)
  expect(names({ q: 'fy2026' })).toHaveLength(3)
  expect(names({ q: 'fy2026', show: 'deleted' })).toEqual(['Tinker'])
})

test('an address that makes no sense shows everything', () => {
  expect(readSearch({ show: 'x', sort: 7, q: ['a'] })).toEqual({})
  expect(readSearch({ show: 'risk', sort: 'changed', q: 2026 })).toEqual({ show: 'risk', sort: 'changed', q: '2026' })
  expect(readSearch({ show: 'all', sort: 'name', q: '' })).toEqual({})
})

test('a plan is named by its title as people see it, whatever nobody can see in it', () => {
  const plan = aPlan('Dunmarsh', { title: ' Joint\u202E  plan\u200B FY2026 ' })
  expect(spokenTitle(plan)).toBe('Joint plan FY2026')
  expect(isSpoken(' joint plan  fy2026', plan)).toBe(true)
  expect(isSpoken('joint plan', plan)).toBe(false)
  expect(spokenTitle(aPlan('Dunmarsh', { title: '\u200B ' }))).toBe('Dunmarsh')
})
