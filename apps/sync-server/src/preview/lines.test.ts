import { describe, expect, it } from 'vitest'
import { linesOf } from './lines.ts'

/** Every letter is one wide. */
const measure = (text: string) => [...text].length

describe('PV5 lines of a title', () => {
  it('break between words', () => {
    expect(linesOf('Joint business plan', 14, 2, measure)).toEqual(['Joint business', 'plan'])
    expect(linesOf('  plan  ', 14, 2, measure)).toEqual(['plan'])
    expect(linesOf('', 14, 2, measure)).toEqual([])
  })

  it('end in an ellipsis when there are too many', () => {
    expect(linesOf('Joint business plan of two companies', 14, 2, measure)).toEqual([
      'Joint business',
      'plan of two c…',
    ])
    expect(linesOf('Joint business plan', 8, 1, measure)).toEqual(['Joint b…'])
  })

  it('break a word that is longer than a line, and never inside a letter', () => {
    expect(linesOf('abcdefghij', 4, 3, measure)).toEqual(['abcd', 'efgh', 'ij'])
    expect(linesOf('abcdefghij', 4, 2, measure)).toEqual(['abcd', 'efg…'])
    expect(linesOf('e\u0301'.repeat(4), 5, 2, measure)).toEqual(['e\u0301e\u0301', 'e\u0301e\u0301'])
    expect(linesOf('x', 0, 1, measure)).toEqual(['x…'])
  })

  it('fit, whatever is written', () => {
    for (const text of ['W'.repeat(5_000), `a ${'W'.repeat(5_000)} b`, 'a '.repeat(3_000)])
      for (const line of linesOf(text, 20, 2, measure)) expect(measure(line)).toBeLessThanOrEqual(20)
  })
})
