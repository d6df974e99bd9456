import { expect, it } from 'vitest'
import { largestPaste, rangeText, readPastedRange, tooManyLines } from './spreadsheet.ts'

const cells = (text: string) => readPastedRange({ text, html: '' })

it('reads a range as Excel copies it', () => {
  expect(cells('Q1\tQ2\r\n150\t225\r\n')).toEqual({
    cells: [
      ['Q1', 'Q2'],
      ['150', '225'],
    ],
  })
})

it('keeps quotes, line breaks and tabs inside a quoted cell', () => {
  expect(cells('"two\nlines"\t"a ""word"""\tx')).toEqual({ cells: [['two\nlines', 'a "word"', 'x']] })
})

it('keeps empty cells and makes all rows equally long', () => {
  expect(cells('a\t\tc\nd')).toEqual({
    cells: [
      ['a', '', 'c'],
      ['d', '', ''],
    ],
  })
})

it('reads one word as a range of one cell', () => {
  expect(cells('225k')).toEqual({ cells: [['225k']] })
})

it('goes back to a spreadsheet as it came', () => {
  const range = [
    ['a', 'b "c"'],
    ['1\n2', ''],
  ]
  expect(readPastedRange({ text: rangeText(range), html: '' })).toEqual({ cells: range })
})

it('refuses a table of five megabytes with a sentence, at once', () => {
  const row = `${'1234567\t'.repeat(100)}\n`
  const text = row.repeat(Math.ceil(5_000_000 / row.length))
  const started = performance.now()
  expect(cells(text)).toEqual({
    refusal: 'That is more than can be pasted at once (6 MB). Paste a smaller range.',
  })
  expect(performance.now() - started).toBeLessThan(50)
  expect(text.length).toBeGreaterThan(largestPaste)
})

it('refuses more cells than a plan can hold', () => {
  expect(cells(`${'1\t'.repeat(200)}\n`.repeat(101))).toEqual({
    refusal: 'That range has 20301 cells; paste at most 20,000 at once.',
  })
})

it('refuses text of more lines and marked words than the server takes at once, and counts no blank lines', () => {
  const pasted = (text: string, html = '') => ({ getData: (type: string) => (type === 'text/html' ? html : text) })
  expect(tooManyLines(pasted('line\r\n'.repeat(6_001)))).toBe('That text has 6001 lines; paste at most 6,000 at once.')
  expect(tooManyLines(pasted('line\n\n\n'.repeat(6_000)))).toBeNull()
  expect(tooManyLines(pasted('line\n'.repeat(6_001), '<p>one</p>'))).toBeNull()
  expect(tooManyLines(pasted('', `<p>${'<b>a</b>b'.repeat(6_000)}</p>`))).toBe(
    'That text has 6001 lines and marked words; paste at most 6,000 at once.',
  )
  expect(tooManyLines(pasted('', '<span>a</span><br>'.repeat(20_000)))).toBeNull()
})
