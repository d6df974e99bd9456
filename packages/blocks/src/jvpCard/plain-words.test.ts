import { expect, test } from 'vitest'
import { inFormOf, plainWords, replacement } from './plain-words.ts'

test('a suggestion offers its plain words and keeps its advice to be read', () => {
  expect(plainWords('use')).toEqual(['use'])
  expect(plainWords('let, help')).toEqual(['let', 'help'])
  expect(plainWords('new, or say what has changed')).toEqual(['new'])
  expect(plainWords('first, if you can prove it')).toEqual(['first'])
  expect(plainWords('raise, from what to what')).toEqual(['raise'])
  expect(plainWords('new, not yet proven')).toEqual(['new'])
})

test('advice alone offers nothing to press', () => {
  expect(plainWords('give the number others do not reach')).toEqual([])
  expect(plainWords('name the thing: product, service, kit')).toEqual([])
  expect(plainWords('from which step to which')).toEqual([])
  expect(plainWords('made for whom')).toEqual([])
})

test('"leave it out" offers to take the word out', () => {
  expect(plainWords('leave it out, show the work')).toEqual([''])
})

test('the plain word takes the form and the capital of the flagged one', () => {
  expect(inFormOf('leverages', 'use')).toBe('uses')
  expect(inFormOf('Empowering', 'let')).toBe('Letting')
  expect(inFormOf('Leverage', 'use')).toBe('Use')
  expect(inFormOf('operationalises', 'put to work')).toBe('puts to work')
  expect(inFormOf('world-class', 'good')).toBe('good')
})

test('replacing touches the flagged word only', () => {
  const headline = 'It leverages AI'
  expect(replacement(headline, { text: 'leverages', start: 3, end: 12 }, 'use')).toEqual({
    at: 3,
    remove: 9,
    insert: 'uses',
  })
})

test('taking a word out leaves no double space', () => {
  expect(replacement('a very good line', { text: 'very', start: 2, end: 6 }, '')).toEqual({
    at: 1,
    remove: 5,
    insert: '',
  })
  expect(replacement('Simply good', { text: 'Simply', start: 0, end: 6 }, '')).toEqual({ at: 0, remove: 7, insert: '' })
})

test('a headline that changed meanwhile is left alone', () => {
  expect(replacement('It uses AI', { text: 'leverages', start: 3, end: 12 }, 'use')).toBeNull()
})
