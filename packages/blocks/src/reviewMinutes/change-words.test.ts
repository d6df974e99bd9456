import { expect, test } from 'vitest'
import { changedField, changedFieldPath, changedValue } from './change-words.ts'

test('a changed field is called what its card calls it', () => {
  expect(changedField('smartGoal', 'due')).toBe('Due')
  expect(changedField('smartGoal', 'the price')).toBe('the price')
})

test('the words of a field lead back to it', () => {
  expect(changedFieldPath('smartGoal', ' due ')).toBe('due')
  expect(changedFieldPath('smartGoal', 'the price')).toBe('the price')
  expect(changedFieldPath('smartGoal', ' ')).toBeNull()
})

test('a day is written as days are elsewhere, other words stay', () => {
  expect(changedValue('2026-12-31', 'en-US')).toBe('Dec 31, 2026')
  expect(changedValue('end of year', 'en-US')).toBe('end of year')
})
