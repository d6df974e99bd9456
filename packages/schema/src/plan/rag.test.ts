import { expect, it } from 'vitest'
import { known, unknown } from '../block/derived.ts'
import { ragOfPace, ragThresholds, worstOf } from './rag.ts'

it('a plan without thresholds of its own uses 0.95 and 0.80', () => {
  expect(ragThresholds({ ragGreen: null, ragAmber: null })).toEqual({ green: 0.95, amber: 0.8 })
  expect(ragThresholds({ ragGreen: 1, ragAmber: 0.9 })).toEqual({ green: 1, amber: 0.9 })
})

it('thresholds are compared unrounded', () => {
  const thresholds = { green: 0.95, amber: 0.8 }
  expect(ragOfPace(known(0.95), thresholds)).toBe('green')
  expect(ragOfPace(known(0.94999), thresholds)).toBe('amber')
  expect(ragOfPace(known(0.79999), thresholds)).toBe('red')
  expect(ragOfPace(unknown('NO_DATA'), thresholds)).toBe('grey')
})

it('the worst of several is red, amber, green; grey only when nothing else is there', () => {
  expect(worstOf(['green', 'grey', 'amber'])).toBe('amber')
  expect(worstOf(['green', 'red', 'amber'])).toBe('red')
  expect(worstOf(['grey', 'green'])).toBe('green')
  expect(worstOf(['grey', 'grey'])).toBe('grey')
  expect(worstOf([])).toBe('grey')
})
