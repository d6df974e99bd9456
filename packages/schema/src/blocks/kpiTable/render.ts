import type { Card, CardTable } from '../../block/card.ts'
import { refTo } from '../../ids.ts'
import { comparePeriods, isPeriod, type Period } from '../../plan/period.ts'
import type { Plan } from '../../plan/plan.ts'
import { ragWords } from '../../plan/words.ts'
import type { KpiRowDerived, KpiTableDerived } from './derive.ts'
import { DASH, formatDerived, formatMeasure, formatPace, formatPeriod } from './format.ts'
import type { KpiRow } from './row.ts'
import type { KpiTable } from './shape.ts'
import { kpiCardWords, kpiWords } from './words.ts'

/** The status of a row in words: "On track", "On track, met", "At risk, stale, last actual 54 days ago". */
export function rowStatusWords({ rag, isStale, ageDays, isMet, isPastDue }: KpiRowDerived): string {
  const met = isPastDue && isMet === true ? kpiWords.met : ''
  const stale = isStale && ageDays !== null ? kpiWords.stale(ageDays) : ''
  return [ragWords[rag], met, stale].filter(Boolean).join(', ')
}

export function renderKpiTable(block: KpiTable, derived: KpiTableDerived, plan: Plan): Card {
  const isEmpty = block.rows.length === 0
  return {
    key: plan.facts.keys[block.id] ?? null,
    label: kpiCardWords.untitled,
    title: block.title,
    ...(isEmpty ? { paragraphs: [kpiWords.noRows] } : { status: ragWords[derived.rag] }),
    tables: isEmpty ? [] : [summaryTable(block, derived, plan), periodTable(block, derived, plan)],
  }
}

const keyOf = (block: KpiTable, row: KpiRow, plan: Plan) => plan.facts.keys[refTo(block.id, row.id)] ?? DASH

/** A writer of values in the unit of one row. */
const valueIn = (row: KpiRow, plan: Plan) => (value: number) =>
  formatMeasure(value, row.unit, plan.content.meta.currency)

function summaryTable(block: KpiTable, { rows }: KpiTableDerived, plan: Plan): CardTable {
  return {
    caption: kpiCardWords.summary,
    columns: kpiCardWords.summaryColumns,
    rows: block.rows.map((row, index) => {
      const derived = rows[index]!
      const value = valueIn(row, plan)
      return [
        keyOf(block, row, plan),
        row.name,
        row.baseline === null ? DASH : value(row.baseline),
        row.target === null ? DASH : value(row.target),
        formatDerived(derived.actualToDate, value),
        formatDerived(derived.expectedToDate, value),
        formatDerived(derived.pace, formatPace),
        formatDerived(derived.paceForecast, value),
        rowStatusWords(derived),
      ]
    }),
  }
}

function periodTable(block: KpiTable, { rows }: KpiTableDerived, plan: Plan): CardTable {
  const periods = periodsOf(block)
  const lines = block.rows.flatMap((row, index) => {
    const value = valueIn(row, plan)
    const readings = new Map(rows[index]!.readings.map((reading) => [reading.period, reading.value]))
    const cell = (of: number | undefined) => (of === undefined ? DASH : value(of))
    return [
      [
        keyOf(block, row, plan),
        row.name,
        kpiCardWords.target,
        ...periods.map((period) => cell(row.checkpoints[period])),
      ],
      [
        keyOf(block, row, plan),
        row.name,
        kpiCardWords.actual,
        ...periods.map((period) => formatDerived(readings.get(period) ?? null, value)),
      ],
    ]
  })
  const columns = [kpiCardWords.key, kpiCardWords.measure, '', ...periods.map((period) => formatPeriod(period))]
  return { caption: kpiCardWords.periods, columns, rows: lines }
}

function periodsOf(block: KpiTable): Period[] {
  const named = block.rows.flatMap((row) =>
    [row.checkpoints, row.actuals, row.numerators].flatMap((series) => Object.keys(series)),
  )
  return [...new Set(named)].filter(isPeriod).sort(comparePeriods)
}
