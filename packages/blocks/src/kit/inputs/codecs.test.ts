import { describe, expect, it } from 'vitest'
import { dayCodec } from './day-codec.ts'
import { linkCodec } from './link-codec.ts'
import { countCodec, decimalCodec, minorDigits, moneyCodec, percentCodec } from './number-codecs.ts'

const value = (parsed: unknown) => (parsed as { value?: unknown }).value
const problem = (parsed: unknown) => (parsed as { problem?: string }).problem

describe('money', () => {
  it.each([
    ['en-US', 'USD', '225k', 22_500_000],
    ['en-US', 'USD', '1.2M', 120_000_000],
    ['en-US', 'USD', '1.2345M', 123_450_000],
    ['en-US', 'USD', '$1,234.56', 123_456],
    ['en-US', 'USD', 'USD 28,800', 2_880_000],
    ['en-US', 'USD', '(1,200)', -120_000],
    ['en-US', 'USD', '($5)', -500],
    ['en-US', 'USD', '-5', -500],
    ['en-US', 'USD', '\u22125', -500],
    ['en-US', 'USD', '-$5', -500],
    ['en-US', 'USD', ' $ (1,200.50) ', -120_050],
    ['de-DE', 'EUR', '1.234,56-', -123_456],
    ['he', 'ILS', '\u200e-5', -500],
    ['en-US', 'USD', '\u200b1\u20602\ufeff', 1200],
    ['en-US', 'USD', '1.234,56', 123_456],
    ['en-US', 'USD', '.5', 50],
    ['en-US', 'USD', '1234567', 123_456_700],
    ['en-US', 'USD', '0.005', 1],
    ['en-US', 'USD', '1.1', 110],
    ['en-US', 'USD', '8.2', 820],
    ['en-US', 'USD', '2bn', 200_000_000_000],
    ['de-DE', 'EUR', '1.234,56', 123_456],
    ['de-DE', 'EUR', '1.234', 123_400],
    ['de-DE', 'EUR', '1,5 Mio', 150_000_000],
    ['de-DE', 'EUR', '1,5 Mio.', 150_000_000],
    ['de-DE', 'EUR', '225 Tsd.', 22_500_000],
    ['de-DE', 'EUR', '1.5', 150],
    ['de-DE', 'EUR', '12,50 €', 1250],
    ['de-DE', 'EUR', '1.234.567', 123_456_700],
    ['fr-FR', 'EUR', '1\u202f234,56 €', 123_456],
    ['fr-FR', 'EUR', '1 234,5', 123_450],
    ['fr-FR', 'EUR', '12.5', 1250],
    ['fr-FR', 'EUR', '2 Md', 200_000_000_000],
    ['pl', 'PLN', '1234,56 zł', 123_456],
    ['pl', 'PLN', '12 345,67', 1_234_567],
    ['pl', 'PLN', '225 tys.', 22_500_000],
    ['pl', 'PLN', '1,2 mln', 120_000_000],
    ['de-CH', 'CHF', "1'234.50", 123_450],
    ['ja-JP', 'JPY', '¥1,200', 1200],
    ['en-US', 'KWD', '1.2345', 1235],
    ['ar-EG', 'EGP', '\u0661\u0662\u0663\u0664', 123_400],
  ])('%s %s: %s', (locale, currency, typed, minor) => {
    expect(moneyCodec(locale, currency).parse(typed)).toEqual({ value: minor })
  })

  it.each([
    ['en-US', 'abc'],
    ['en-US', '12,34,56'],
    ['en-US', '1.2.3'],
    ['en-US', '1,2k5'],
    ['en-US', '1.2kk'],
    ['en-US', '12 apples'],
    ['en-US', '--5'],
    ['en-US', '5--'],
    ['en-US', '(5'],
    ['en-US', '1e999'],
    ['en-US', '9'.repeat(5000)],
    ['en-US', '.'],
    ['en-US', '1e5'],
    ['en-US', '225k/month'],
    ['fr-FR', '1.234'],
    ['de-DE', '1,234.56.7'],
    ['pl', '1.23.4'],
  ])('%s: %s is not clearly one number', (locale, typed) => {
    expect(problem(moneyCodec(locale, 'EUR').parse(typed))).toBe('Use digits, e.g. 225000 or 225k.')
  })

  it('is null when empty, and says its range', () => {
    const budget = moneyCodec('en-US', 'USD', { min: 0 })
    expect(value(budget.parse('  '))).toBe(null)
    expect(problem(budget.parse('-1'))).toBe('The least is 0.')
    expect(problem(budget.parse('99999999999999'))).toBe('This number is too large.')
    expect(value(budget.parse('-0'))).toBe(0)
    expect(problem(moneyCodec('en-US', 'USD', { min: -500 }).parse('-6'))).toBe('The least is \u22125.')
  })

  it('reads back what it shows', () => {
    for (const [locale, currency] of [
      ['en-US', 'USD'],
      ['de-DE', 'EUR'],
      ['fr-FR', 'EUR'],
      ['pl', 'PLN'],
      ['ja-JP', 'JPY'],
      ['de-CH', 'CHF'],
      ['hi-IN', 'INR'],
      ['en-US', 'KWD'],
    ] as const) {
      const codec = moneyCodec(locale, currency)
      for (const minor of [0, 1, 99, 100, 12345, -12345, 100_000, 123_456_789, 120_000_000, 99_999_999_999_999])
        expect([locale, minor, value(codec.parse(codec.format(minor)))]).toEqual([locale, minor, minor])
    }
  })

  it('knows the minor units of a currency', () => {
    expect([minorDigits('USD'), minorDigits('JPY'), minorDigits('KWD')]).toEqual([2, 0, 3])
  })
})

describe('percent, count and decimal', () => {
  it.each([
    ['en-US', '12 %', 12],
    ['en-US', '12.5%', 12.5],
    ['de-DE', '12,5 %', 12.5],
    ['fr-FR', '12,5\u202f%', 12.5],
    ['pl', '0,25', 0.25],
    ['en-US', '33.333', 33.33],
  ])('%s: %s', (locale, typed, percent) => {
    expect(percentCodec(locale).parse(typed)).toEqual({ value: percent })
  })

  it('says what is outside its range', () => {
    expect(problem(percentCodec('en-US').parse('120'))).toBe('The most is 100%.')
    expect(problem(percentCodec('en-US').parse('lots'))).toBe('Use a number, e.g. 12 or 12.5 %.')
    expect(problem(countCodec('en-US', { min: 5, max: 30 }).parse('4'))).toBe('The least is 5.')
    expect(problem(countCodec('en-US').parse('4.5'))).toBe('Use a whole number.')
    expect(value(countCodec('en-US').parse('1.5k'))).toBe(1500)
    expect(value(countCodec('de-DE').parse('1.500'))).toBe(1500)
  })

  it('reads back what it shows', () => {
    for (const locale of ['en-US', 'de-DE', 'fr-FR', 'pl', 'sv', 'he', 'ar'])
      for (const shown of [0, 0.1, 0.95, 12.5, 1234.5, -3.25, 0.000001, 1234567.891]) {
        const codec = decimalCodec(locale)
        expect([locale, value(codec.parse(codec.format(shown)))]).toEqual([locale, shown])
      }
  })
})

describe('days', () => {
  const plan = { today: '2026-11-23', start: '2026-01-01', end: '2026-12-31' } as const
  it.each([
    ['en-US', '31 Dec', '2026-12-31'],
    ['en-US', 'Dec 31', '2026-12-31'],
    ['en-US', 'december 31st, 2027', '2027-12-31'],
    ['en-US', '12/31', '2026-12-31'],
    ['en-US', '31/12', '2026-12-31'],
    ['en-US', '12/31/26', '2026-12-31'],
    ['en-US', '1/2/2026', '2026-01-02'],
    ['en-US', '2026-12-31', '2026-12-31'],
    ['en-US', '2026-1-2', '2026-01-02'],
    ['en-US', '3 jan', '2026-01-03'],
    ['en-GB', '1/2/2026', '2026-02-01'],
    ['de-DE', '31.12.', '2026-12-31'],
    ['de-DE', '31.12.26', '2026-12-31'],
    ['de-DE', '31. Dezember', '2026-12-31'],
    ['de-DE', '1. März 2026', '2026-03-01'],
    ['de-DE', '5 Dez', '2026-12-05'],
    ['fr-FR', '31 décembre', '2026-12-31'],
    ['fr-FR', '1er janv. 2027', '2027-01-01'],
    ['fr-FR', '31/12/2026', '2026-12-31'],
    ['pl', '31 grudnia', '2026-12-31'],
    ['pl', '31 gru 2026', '2026-12-31'],
    ['pl', '31.12.2026 r.', '2026-12-31'],
    ['ja-JP', '2026/12/31', '2026-12-31'],
  ])('%s: %s', (locale, typed, day) => {
    expect(dayCodec(locale, plan).parse(typed)).toEqual({ value: day })
  })

  it('without a year means the plan, then the nearest', () => {
    const next = { today: '2026-11-23', start: '2027-01-01', end: '2027-12-31' } as const
    expect(value(dayCodec('en-US', next).parse('31 Dec'))).toBe('2027-12-31')
    expect(value(dayCodec('en-US', { today: '2026-11-23' }).parse('3 Jan'))).toBe('2027-01-03')
    expect(value(dayCodec('en-US', { today: '2026-11-23' }).parse('1 Nov'))).toBe('2026-11-01')
    expect(value(dayCodec('en-US', { today: '2026-11-23' }).parse('29 Feb'))).toBe('2028-02-29')
  })

  it.each(['soon', '31', '31 Foo', '1 2 3 4', 'Dec', '31 Dec Jan'])('%s is no day', (typed) => {
    expect(problem(dayCodec('en-US', plan).parse(typed))).toBe('Use a day, e.g. 31 Dec or 2026-12-31.')
  })

  it.each(['31 Feb 2026', '2026-13-01', '32/13/2026'])('%s does not exist', (typed) => {
    expect(problem(dayCodec('en-US', plan).parse(typed))).toBe('There is no such day.')
  })

  it('reads back what it shows, for every month', () => {
    for (const locale of ['en-US', 'en-GB', 'de-DE', 'fr-FR', 'pl', 'es', 'it', 'nl', 'sv', 'ja-JP'])
      for (let month = 1; month <= 12; month++) {
        const day = `2026-${String(month).padStart(2, '0')}-28` as const
        const codec = dayCodec(locale, plan)
        const shown = codec.format(day as `${number}-${number}-${number}`)
        expect([locale, shown, value(codec.parse(shown))]).toEqual([locale, shown, day])
      }
  })
})

describe('links', () => {
  it.each([
    ['https://a.example/x', 'https://a.example/x'],
    ['a.example/x?y=1', 'https://a.example/x?y=1'],
    ['jo@dunmarsh.example', 'mailto:jo@dunmarsh.example'],
    ['mailto:jo@dunmarsh.example', 'mailto:jo@dunmarsh.example'],
    ['localhost:4000/x', 'https://localhost:4000/x'],
  ])('%s', (typed, link) => {
    expect(linkCodec.parse(typed)).toEqual({ value: link })
  })

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'two words',
    'file:///etc/passwd',
    'hello',
    'https://<x>',
    'JaVaScRiPt:1',
  ])('%s is refused', (typed) => {
    expect(problem(linkCodec.parse(typed))).toMatch(/^Use a web or mail address/)
  })
})
