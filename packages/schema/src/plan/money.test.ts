import { expect, it } from 'vitest'
import { currencyDecimals, formatMoney, toMinor, toUnits } from './money.ts'

it.each([
  ['USD', 2],
  ['JPY', 0],
  ['KWD', 3],
  [null, 2],
  ['no currency', 2],
])('%s has %i decimals', (currency, decimals) => {
  expect(currencyDecimals(currency)).toBe(decimals)
})

it('units become integer minor units and come back', () => {
  expect(toMinor(19.99, 'USD')).toBe(1999)
  expect(toMinor(-0.005, 'USD')).toBe(-1)
  expect(toMinor(250, 'JPY')).toBe(250)
  expect(toUnits(16_453, 'USD')).toBe(164.53)
})

it.each([
  [120_000_000, 'USD', '$1,200,000'],
  [1050, 'USD', '$11'],
  [-1050, 'USD', '\u2212$11'],
  [-20, 'USD', '$0'],
  [1500, 'JPY', '¥1,500'],
  [1500, null, '15'],
])('%i of %s are shown as %s', (minor, currency, text) => {
  expect(formatMoney(minor, currency)).toBe(text)
})

it('unit prices are shown to the minor unit, in the reader’s language', () => {
  expect(formatMoney(16_453, 'USD', 'en-US', { unitPrice: true })).toBe('$164.53')
  expect(formatMoney(16_453, 'EUR', 'de-DE', { unitPrice: true })).toBe('164,53\u00a0€')
})
