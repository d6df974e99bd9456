import {
  calendarOf,
  DEMO_TODAY,
  deriveKpiRow,
  type KpiRow,
  type Plan,
  parsePlan,
  ragThresholds,
  refTo,
  samplePlan,
} from '@concord/schema'
import { describe, expect, it } from 'vitest'
import { agreedRows } from './agreed.ts'
import { cellText, parseCell } from './cell-value.ts'
import { columnKeys, periodColumns } from './grid-columns.ts'
import { effectOf } from './grid-commands.ts'
import { reachedText } from './grid-row.tsx'
import { measureFormat, paceText, tableFormat } from './measure-format.ts'
import { asHtml, asTsv, copyRange } from './range-copy.ts'
import { spanOf, type TableData } from './table-data.ts'

const { json, facts } = samplePlan()
const plan: Plan = { content: parsePlan(json), facts }
const block = [...plan.content.blocks.values()].find(({ kind }) => kind === 'kpiTable') as unknown as {
  id: string
  rows: readonly KpiRow[]
}
const locale = 'en-US'
const periods = periodColumns(plan.content.meta, block.rows, DEMO_TODAY, locale)
const row = (key: string) => block.rows.find(({ id }) => facts.keys[refTo(block.id, id)] === key)!
const format = (key: string) => measureFormat(row(key), tableFormat(block.rows, 'USD', locale))
const derived = (key: string) => deriveKpiRow(row(key), plan, DEMO_TODAY)
const data = {
  rows: block.rows,
  derived: Object.fromEntries(block.rows.map((one) => [one.id, deriveKpiRow(one, plan, DEMO_TODAY)])),
  periods,
  format: tableFormat(block.rows, 'USD', locale),
} as unknown as TableData

describe('the columns on 23 November', () => {
  it('are the quarters, with how far the present one has come', () => {
    expect(periods.map(({ label, below }) => [label, below])).toEqual([
      ['Q1', 'of plan'],
      ['Q2', 'of plan'],
      ['Q3', 'of plan'],
      ['Q4', 'to Nov 22'],
    ])
  })
})

describe('a cell of the demo plan', () => {
  it.each([
    ['K1', '375', '450', '1,200'],
    ['K2', '1,275', '1,350', '4,800'],
    ['K3', '29.4', '25', '25.0'],
    ['K5', '44', '40', '40'],
  ] as const)('%s shows actual, plan and target as the table is read', (key, actual, plan, target) => {
    expect([
      cellText(row(key), '2026-Q3', 'actual', format(key)).shown,
      cellText(row(key), '2026-Q4', 'plan', format(key)).shown,
      cellText(row(key), 'target', 'actual', format(key)).shown,
    ]).toEqual([actual, plan, target])
  })

  it('of a share is mended as part and whole', () => {
    expect(cellText(row('K3'), '2026-Q3', 'actual', format('K3')).plain).toBe('5/17')
  })

  it.each([
    ['K1', '75.0 %'],
    ['K3', '12 of 44'],
    ['K4', '80.0 %'],
    ['K7', 'met'],
  ])('%s tells how much of its target is there', (key, told) => {
    expect(reachedText(derived(key), locale)).toBe(told)
  })

  it('refuses an actual of a quarter that has not begun', () => {
    const calendar = calendarOf(plan.content.meta, '2026-05-04')
    const parsed = parseCell(row('K6'), '2026-Q3', 'actual', '12', { format: format('K6'), calendar })
    expect(parsed).toEqual({ problem: 'Q3 2026 has not begun, so it has no actual yet.' })
    expect(parseCell(row('K6'), '2026-Q3', 'plan', '12', { format: format('K6'), calendar })).toHaveProperty('writes')
  })
})

describe('the effect before saving', () => {
  it('225 k of bookings in Q4 turn an amber 0.89 into a green 0.97', () => {
    const parsed = parseCell(row('K1'), '2026-Q4', 'actual', '225', {
      format: format('K1'),
      calendar: calendarOf(plan.content.meta, DEMO_TODAY),
    })
    if (!('writes' in parsed)) throw new Error(parsed.problem)
    const { before, after } = effectOf(row('K1'), parsed.writes, plan, DEMO_TODAY, spanOf(plan, undefined))
    const thresholds = ragThresholds(plan.content.meta)
    const told = [before, after].map(({ pace, rag }) => [
      'value' in pace ? paceText(pace.value, thresholds, locale) : null,
      rag,
    ])
    expect(told).toEqual([
      ['0.89', 'amber'],
      ['0.97', 'green'],
    ])
    expect(row('K1').actuals['2026-Q4']).toBe(15_000_000)
  })

  it('a pace never looks as if it had reached a threshold that it has not', () => {
    const thresholds = { green: 0.95, amber: 0.8 }
    expect(paceText(0.949, thresholds, locale)).toBe('0.949')
    expect(paceText(0.95, thresholds, locale)).toBe('0.95')
    expect(paceText(1.0786, thresholds, locale)).toBe('1.08')
  })
})

describe('what was agreed first', () => {
  it('stays readable where it changed: eight engineers by Q3, missed', () => {
    const goal = [...plan.content.blocks.values()].find(({ id }) => facts.keys[id] === 'G3')!
    const agreed = agreedRows(plan, block.id, [row('K4'), row('K5')], { [row('K4').id]: [goal.id] }, DEMO_TODAY)
    expect(agreed[row('K4').id]).toEqual({ plans: { '2026-Q3': 8 }, isMissed: true })
    expect(agreed[row('K5').id]).toBeUndefined()
  })
})

describe('a copied range', () => {
  const range = (key: string, ...columns: string[]) => columns.map((column) => ({ row: row(key).id, column }))

  it('of numbers is what a sheet takes for numbers', () => {
    expect(asTsv(copyRange(data, [range('K2', '2026-Q2', '2026-Q3', 'target')], 'actual'))).toBe('1200\t1275\t4800')
  })

  it('has the minus of a sheet, not ours', () => {
    const rows = data.rows.map((one) => (one.id === row('K6').id ? { ...one, baseline: -180 } : one))
    expect(cellText(rows.find(({ id }) => id === row('K6').id)!, 'base', 'actual', format('K6')).shown).toBe(
      '\u2212180',
    )
    expect(copyRange({ ...data, rows }, [range('K6', 'base')], 'actual')).toEqual([['-180']])
  })

  it('with names has a header, so that it finds its place in another table', () => {
    const cells = [range('K1', 'measure', '2026-Q4'), range('K3', 'measure', '2026-Q4')]
    expect(copyRange(data, cells, 'plan')).toEqual([
      ['Measure', 'Q4 plan'],
      ['Joint bookings', '450'],
      ['Win rate', '25'],
    ])
  })

  it('keeps a share from being read as a day, and markup from being markup', () => {
    expect(copyRange(data, [range('K3', '2026-Q1')], 'actual')).toEqual([['22.2']])
    expect(asHtml([['<b>']])).toBe('<table><tr><td>&lt;b&gt;</td></tr></table>')
  })
})

describe('every cell of the table', () => {
  it('can be read back as it is shown for mending', () => {
    const calendar = calendarOf(plan.content.meta, DEMO_TODAY)
    for (const one of block.rows)
      for (const column of columnKeys(periods))
        for (const line of ['actual', 'plan'] as const) {
          const cell = measureFormat(one, data.format)
          const { plain } = cellText(one, column, line, cell)
          if (plain === '') continue
          const parsed = parseCell(one, column, line, plain, { format: cell, calendar })
          if (!('writes' in parsed)) throw new Error(`${one.name} ${column}: ${parsed.problem}`)
          for (const write of parsed.writes)
            expect('field' in write ? one[write.field] : one[write.series][write.period]).toBe(write.value)
        }
  })
})
