import { expect, test } from 'vitest'
import { readReturnPath } from './return-path.ts'

test('the block that was wanted stays in the path', () => {
  expect(readReturnPath('/p/abcdefghijkl', '#b-goalGoalGo01')).toBe('/p/abcdefghijkl#b-goalGoalGo01')
  expect(readReturnPath('/p/abcdefghijkl#b-goalGoalGo01')).toBe('/p/abcdefghijkl#b-goalGoalGo01')
})

test.each([
  '//elsewhere.example/p',
  '/\\elsewhere.example',
  'https://elsewhere.example/',
  'javascript:alert(1)',
  '/p//elsewhere.example',
  '/p/../../elsewhere',
  '/p/a\nlocation: x',
  `/${'a'.repeat(400)}`,
  '',
  undefined,
  ['/p'],
])('%j leads home, nowhere else', (wanted) => {
  expect(readReturnPath(wanted)).toBe('/')
})

test('what is not the name of a block is left out', () => {
  expect(readReturnPath('/p/abc', '#"><script>')).toBe('/p/abc')
})
