import type { KpiRow, Period } from '@concord/schema'
import { describe, expect, it, test } from 'vitest'
import { cellText, parseCell, withWrites } from './cell-value.ts'
import type { ColumnKey, PeriodColumn } from './grid-columns.ts'
import { columnKeys } from './grid-columns.ts'
import { measureFormat, tableFormat } from './measure-format.ts'
import { mapPaste, type PasteGrid, type PasteStart, type PasteTable } from './paste-mapping.ts'

const aRow = (fields: Partial<KpiRow>): KpiRow => ({
  id: 'row',
  name: '',
  unit: 'count',
  mode: 'flow',
  direction: 'up',
  agg: null,
  baseline: null,
  baselinePeriod: null,
  target: null,
  dataSource: '',
  ownerSide: null,
  checkpoints: {},
  actuals: {},
  numerators: {},
  denominators: {},
  source: {},
  note: {},
  ...fields,
})

const bookings = aRow({
  id: 'bookings',
  name: 'Joint bookings',
  unit: 'money',
  target: 120_000_000,
  checkpoints: { '2026-Q1': 15_000_000, '2026-Q4': 45_000_000 },
  actuals: { '2026-Q1': 15_000_000 },
})
const winRate = aRow({ id: 'winRate', name: 'Win rate', unit: 'pct', mode: 'threshold', agg: 'ratio', target: 25 })
const leads = aRow({ id: 'leads', name: 'Campaign leads', target: 800 })
const rows = [bookings, winRate, leads]

const quarters: PeriodColumn[] = [1, 2, 3, 4].map((quarter) => ({
  period: `2026-Q${quarter}` as Period,
  label: `Q${quarter}`,
  below: '',
  phase: quarter === 4 ? 'current' : 'past',
}))
const format = (row: KpiRow) => measureFormat(row, tableFormat(rows, 'USD', 'en-US'))
const table: PasteTable = {
  rows,
  keys: { bookings: 'K1', winRate: 'K3', leads: 'K6' },
  periods: quarters,
  columns: columnKeys(quarters),
  parse: (row, column, line, typed) =>
    parseCell(row, column, line, typed, {
      format: format(row),
      calendar: { asOf: '2026-11-23', start: '2026-01-01', end: '2026-12-31', fiscalStartMonth: 1 },
    }),
}
const from = (row: string, column: ColumnKey, line: PasteStart['line'] = 'actual'): PasteStart => ({
  row,
  column,
  line,
})
const paste = (text: string, start = from('bookings', '2026-Q1')) =>
  mapPaste(text.split('\n').map((line) => line.split('\t')) as PasteGrid, table, start)
const told = ({ cells }: ReturnType<typeof mapPaste>) =>
  cells.map(({ row, column, line, result }) =>
    'problem' in result
      ? [row.id, column, line, result.problem]
      : [row.id, column, line, cellText(withWrites(row, result.writes), column, line, format(row)).shown],
  )

describe('a pasted range that names its rows and columns', () => {
  it('finds rows by name and columns by quarter, in any order', () => {
    expect(told(paste('Measure\tQ4\tQ2\nCampaign leads\t34\t301\nJoint bookings\t150\t225'))).toEqual([
      ['leads', '2026-Q4', 'actual', '34'],
      ['leads', '2026-Q2', 'actual', '301'],
      ['bookings', '2026-Q4', 'actual', '150'],
      ['bookings', '2026-Q2', 'actual', '225'],
    ])
  })

  it.each(['K1', 'k1 joint BOOKINGS', 'Joint  bookings (k)'])('knows %s', (name) => {
    expect(told(paste(`KPI\tQ2\n${name}\t225`))).toEqual([['bookings', '2026-Q2', 'actual', '225']])
  })

  it.each(['Q2', 'q2 2026', '2026-Q2', '2Q26', 'FY26 Q2', "Q2 '26"])('knows the quarter %s', (label) => {
    expect(told(paste(`\t${label}\nCampaign leads\t301`))).toEqual([['leads', '2026-Q2', 'actual', '301']])
  })

  it('does not take a quarter of another year', () => {
    const mapping = paste('\tQ2 2025\tQ2\nCampaign leads\t1\t301')
    expect(told(mapping)).toEqual([['leads', '2026-Q2', 'actual', '301']])
    expect(mapping.unknownColumns).toEqual(['Q2 2025'])
  })

  it('tells plan from actual by the header', () => {
    expect(told(paste('\tQ4 plan\tQ4 actual\tTarget\tBaseline\nCampaign leads\t80\t34\t900\t180'))).toEqual([
      ['leads', '2026-Q4', 'plan', '80'],
      ['leads', '2026-Q4', 'actual', '34'],
      ['leads', 'target', 'actual', '900'],
      ['leads', 'base', 'actual', '180'],
    ])
  })

  it('names rows and columns it does not know and leaves them out', () => {
    const mapping = paste('\tQ1\tLast year\nPartner CSAT\t4.4\t4.1\nCampaign leads\t114\t90')
    expect(told(mapping)).toEqual([['leads', '2026-Q1', 'actual', '114']])
    expect(mapping).toMatchObject({ isByName: true, unknownRows: ['Partner CSAT'], unknownColumns: ['Last year'] })
  })

  it('finds rows by name also without a header, from the chosen column on', () => {
    expect(told(paste('Campaign leads\t114\t301'))).toEqual([
      ['leads', '2026-Q1', 'actual', '114'],
      ['leads', '2026-Q2', 'actual', '301'],
    ])
  })
})

describe('a pasted range of bare numbers', () => {
  it('fills from the chosen cell to the right and down', () => {
    expect(told(paste('225\t375\n5/17\t2/6', from('bookings', '2026-Q3')))).toEqual([
      ['bookings', '2026-Q3', 'actual', '225'],
      ['bookings', '2026-Q4', 'actual', '375'],
      ['winRate', '2026-Q3', 'actual', '29.4'],
      ['winRate', '2026-Q4', 'actual', '33.3'],
    ])
  })

  it('fills plans when plans are being typed', () => {
    expect(told(paste('130\t360', from('leads', '2026-Q1', 'plan')))).toEqual([
      ['leads', '2026-Q1', 'plan', '130'],
      ['leads', '2026-Q2', 'plan', '360'],
    ])
  })

  it('says that cells beyond the table are left out', () => {
    const mapping = paste('1\t2\n3\t4', from('leads', '2026-Q4'))
    expect(told(mapping)).toEqual([
      ['leads', '2026-Q4', 'actual', '1'],
      ['leads', 'target', 'actual', '2'],
    ])
    expect(mapping.isCut).toBe(true)
  })

  it('leaves a cell alone when the range has nothing for it or the same number', () => {
    expect(told(paste('150\t\t—', from('bookings', '2026-Q1')))).toEqual([])
  })

  it('ignores empty rows at the end, as Excel copies them', () => {
    expect(told(paste('114\n\n', from('leads', '2026-Q1')))).toHaveLength(1)
  })
})

test.each(['-5', '\u22125', '(5)', '5-'])('a loss copied from a sheet as %s is shown with one sign', (typed) => {
  expect(told(paste(typed, from('leads', '2026-Q1')))).toEqual([['leads', '2026-Q1', 'actual', '\u22125']])
})

describe('what cannot be read', () => {
  it('is told beside its cell and does not stop the others', () => {
    expect(told(paste('\tQ1\tQ2\nCampaign leads\tmany\t301'))).toEqual([
      ['leads', '2026-Q1', 'actual', 'Use digits, e.g. 225000 or 225k.'],
      ['leads', '2026-Q2', 'actual', '301'],
    ])
  })

  it('a share needs part and whole', () => {
    expect(told(paste('\tQ1\nWin rate\t22.2'))).toEqual([
      ['winRate', '2026-Q1', 'actual', 'Type part and whole, e.g. 12/44.'],
    ])
  })

  it('nothing at all is a mapping without cells', () => {
    expect(paste('')).toMatchObject({ cells: [], unknownRows: [], unknownColumns: [] })
  })
})

describe('numbers in a table of thousands', () => {
  const read = (typed: string) => {
    const parsed = format(bookings).parse(typed)
    return 'value' in parsed && parsed.value !== null ? parsed.value / 100 : parsed
  }

  it.each([
    ['225', 225_000],
    ['225k', 225_000],
    ['1.2M', 1_200_000],
    ['1,200', 1_200_000],
    ['$225,000', 225_000],
    ['225000', 225_000],
    ['0.5', 500],
    ['-12', -12_000],
    ['\u221212', -12_000],
    ['(12)', -12_000],
    ['($12.5k)', -12_500],
  ])('%s is %d dollars', (typed, dollars) => {
    expect(read(typed)).toBe(dollars)
  })

  it('shows what was typed again', () => {
    expect(format(bookings).plain(22_550_000)).toBe('225.5')
    expect(format(bookings).entered(120_000_000)).toBe('1,200')
    expect(format(bookings).withUnit(100_920_000)).toBe('1,009 k')
  })

  it('small plans are shown in full', () => {
    const small = aRow({ unit: 'money', target: 4_000_000 })
    const { entered, suffix } = measureFormat(small, tableFormat([small], 'USD', 'en-US'))
    expect([entered(1_250_050), suffix]).toEqual(['12,500.50', ''])
  })
})
