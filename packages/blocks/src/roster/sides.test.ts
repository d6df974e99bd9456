import { expect, test } from 'vitest'
import { placeBeside, rolesBySide } from './sides.ts'

const roles = [
  { id: 'manager', side: 'vendor' },
  { id: 'sales', side: 'partner' },
  { id: 'support', side: 'vendor' },
  { id: 'unknown', side: null },
  { id: 'practice', side: 'partner' },
] as const
const all = roles.map(({ id }) => id)

test('each company has its own roles, in the order of the list', () => {
  expect(rolesBySide(roles)).toEqual({
    vendor: ['manager', 'support'],
    partner: ['sales', 'practice'],
    none: ['unknown'],
  })
})

test('a role moves past the neighbour of its own company, whatever stands between them', () => {
  expect(placeBeside(all, ['manager', 'support'], 'support', 'up')).toBeNull()
  expect(placeBeside(all, ['sales', 'practice'], 'practice', 'up')).toBe('manager')
  expect(placeBeside(all, ['manager', 'support'], 'manager', 'down')).toBe('support')
})

test('the first has nowhere to go up, the last nowhere to go down', () => {
  expect(placeBeside(all, ['manager', 'support'], 'manager', 'up')).toBeUndefined()
  expect(placeBeside(all, ['manager', 'support'], 'support', 'down')).toBeUndefined()
  expect(placeBeside(all, ['manager'], 'gone', 'down')).toBeUndefined()
})
