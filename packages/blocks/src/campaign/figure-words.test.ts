import { known, unknown } from '@concord/schema'
import { expect, test } from 'vitest'
import { pointWords, returnWords, shareWords } from './figure-words.ts'

const change = (by: number, share: number) => ({ by: known(by), share: known(share) })
const nothing = { by: unknown('NO_DATA'), share: unknown('NO_DATA') }

test('C2 brought 8.9 % more leads and 14.3 % fewer opportunities than planned', () => {
  expect(shareWords(change(16, 16 / 180), 'en-GB')).toBe('+8.9\u00a0%')
  expect(shareWords(change(-2, -2 / 14), 'en-GB')).toBe('\u221214.3\u00a0%')
})

test('the return of C2 was 24.2 points better than planned', () => {
  expect(pointWords(change(2.6328 - 2.3906, 0.1), 'en-GB')).toBe('+24.2 pt')
})

test('a return is a percentage, a lost one has a true minus', () => {
  expect(returnWords(known(2.6328125), 'en-GB')).toBe('263.3\u00a0%')
  expect(returnWords(known(-1), 'en-GB')).toBe('\u2212100.0\u00a0%')
  expect(returnWords(known(7.017), 'de-DE')).toBe('701,7\u00a0%')
})

test('no difference has no sign, an unknown one is a dash', () => {
  expect(shareWords(change(0, 0), 'en-GB')).toBe('0.0\u00a0%')
  expect(shareWords(nothing, 'en-GB')).toBe('–')
  expect(returnWords(unknown('ZERO_DENOMINATOR'), 'en-GB')).toBe('–')
})
