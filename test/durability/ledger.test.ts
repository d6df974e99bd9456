import { expect, test } from 'vitest'
import { Typist } from '../bench/sync/typist.ts'
import { lettersIn } from './ledger.ts'

test('a hole and a doubled letter are found', () => {
  const typist = new Typist(7)
  const [a, b, c] = [typist.key('one'), typist.key('two'), typist.key('three')]
  expect(lettersIn([a, b, c]).wrong).toEqual([])
  expect(lettersIn([a, b, c]).texts.get(7)).toBe('onetwothree')
  expect(lettersIn([a, c]).wrong).toEqual(['7 lacks 3 to 6'])
  expect(lettersIn([a, b, b, c]).wrong).toEqual(['7 has 3 twice'])
})
