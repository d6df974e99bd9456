import { expect, test } from 'vitest'
import { dayCodec } from '../kit/inputs/day-codec.ts'
import { changedDayCodec, changedField, changedFieldPath, changedValue, isDayField } from './change-words.ts'

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

test('what a day was and becomes is typed as days are elsewhere and kept as a day; older words stay', () => {
  expect(isDayField('smartGoal', 'due')).toBe(true)
  expect(isDayField('smartGoal', 'title')).toBe(false)
  const codec = changedDayCodec(dayCodec('en-US', { today: '2026-11-23' }), 'en-US')
  expect(codec.parse('31 dec 2026')).toEqual({ value: '2026-12-31' })
  expect(codec.parse('31 feb 2026')).toHaveProperty('problem')
  expect(codec.format('2026-12-31')).toBe('Dec 31, 2026')
  expect(codec.format('end of year')).toBe('end of year')
})
