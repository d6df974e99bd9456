import { expect, test } from 'vitest'
import { codeIn } from './typed-code.ts'

test.each([
  ['123456', '123456'],
  [' 123 456 ', '123456'],
  ['12-34-56', '123456'],
  ['123456 is your Concord code', '123456'],
  ['Your code is 123456. It lives 10 minutes.', '123456'],
  ['１２３４５６', '123456'],
])('SI15 %j holds a code', (typed, code) => {
  expect(codeIn(typed)).toBe(code)
})

test.each(['', '12345', '1234567', 'one two three', '12345😀'])('SI15 %j holds none', (typed) => {
  expect(codeIn(typed)).toBeNull()
})
