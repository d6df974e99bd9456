import { DEMO_TODAY, deriveKpiRow, type KpiRow, type Plan, parsePlan, samplePlan } from '@concord/schema'
import { describe, expect, it } from 'vitest'
import { columnWidths, printZoom, roomFor, tableWidth } from './column-widths.ts'
import { periodColumns } from './grid-columns.ts'
import { tableFormat } from './measure-format.ts'

const { json, facts } = samplePlan()
const plan: Plan = { content: parsePlan(json), facts }
const sample = [...plan.content.blocks.values()].find(({ kind }) => kind === 'kpiTable') as unknown as {
  rows: readonly KpiRow[]
}
const locale = 'en-US'
const isLeads = ({ id }: KpiRow) => Object.entries(facts.keys).some(([ref, key]) => key === 'K6' && ref.endsWith(id))
/** The rows of the demo plan, with something else in the one that counts leads. */
const withLeads = (change: (row: KpiRow) => Partial<KpiRow>) =>
  sample.rows.map((row) => (isLeads(row) ? { ...row, ...change(row) } : row))

function widthsOf(rows: readonly KpiRow[]) {
  const periods = periodColumns(plan.content.meta, rows, DEMO_TODAY, locale)
  const derived = Object.fromEntries(rows.map((row) => [row.id, deriveKpiRow(row, plan, DEMO_TODAY)]))
  return columnWidths(rows, derived, periods, tableFormat(rows, 'USD', locale))
}

describe('the columns of a KPI table', () => {
  it('have their usual widths in the demo plan, so that it stands in its card without scrolling', () => {
    const widths = widthsOf(sample.rows)
    expect(widths.periods).toEqual([54, 54, 54, 72])
    expect(tableWidth(widths)).toBeLessThanOrEqual(800)
  })

  it('grow for a number of twelve digits, and for what is computed from it', () => {
    const rows = withLeads(({ actuals }) => ({ actuals: { ...actuals, '2026-Q1': -123_456_789_012 } }))
    const [usual, widths] = [widthsOf(sample.rows), widthsOf(rows)]
    expect(widths.periods[0]).toBeGreaterThan(roomFor('−123,456,789,012'))
    expect(widths.periods[1]).toBe(usual.periods[1])
    expect(widths.toDate).toBeGreaterThan(roomFor('−123,456,788,486'))
  })

  it('print as they are where a page has room, and smaller where it has not', () => {
    const widths = widthsOf(sample.rows)
    expect(printZoom(widths)).toBe(1)
    const monthly = { ...widths, periods: Array<number>(12).fill(54) }
    expect(tableWidth(monthly) * printZoom(monthly)).toBeLessThanOrEqual(830)
  })

  it('take the room of a few digits from the name before the table becomes wider', () => {
    const [usual, widths] = [widthsOf(sample.rows), widthsOf(withLeads(() => ({ baseline: 21_500 })))]
    expect(widths.base).toBeGreaterThan(usual.base)
    expect(widths.measure).toBeLessThan(usual.measure)
    expect(tableWidth(widths)).toBe(tableWidth(usual))
  })
})
