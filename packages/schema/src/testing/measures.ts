import type { BlockJson } from '../block/extract.ts'
import type { JsonObject } from '../json.ts'

const QUARTERS = ['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4'] as const

/** A series of the four quarters of 2026; null leaves a quarter open. */
export const quarters = (values: readonly (number | null)[]): JsonObject =>
  Object.fromEntries(QUARTERS.flatMap((quarter, at) => (values[at] == null ? [] : [[quarter, values[at]]])))

/** Thousands of dollars as cents. */
export const k = (thousands: number): number => thousands * 100_000
const ks = (values: readonly (number | null)[]) => quarters(values.map((value) => (value === null ? null : k(value))))

/** The measures of the demo plan, as on its day 23 November 2026: K1..K7 by row id. */
export const measures: BlockJson = {
  kind: 'kpiTable',
  title: 'How we measure it',
  rows: [
    {
      id: 'K1',
      name: 'Joint bookings',
      unit: 'money',
      mode: 'flow',
      direction: 'up',
      agg: 'sum',
      baseline: k(375),
      target: k(1200),
      dataSource: 'Partner CRM export',
      checkpoints: ks([150, 300, 300, 450]),
      actuals: ks([150, 225, 375, 150]),
    },
    {
      id: 'K2',
      name: 'New qualified pipeline',
      unit: 'money',
      mode: 'flow',
      direction: 'up',
      agg: 'sum',
      baseline: k(1500),
      target: k(4800),
      dataSource: 'Partner CRM export',
      checkpoints: ks([900, 1200, 1350, 1350]),
      actuals: ks([825, 1200, 1275, 600]),
    },
    {
      id: 'K3',
      name: 'Win rate',
      unit: 'pct',
      mode: 'threshold',
      direction: 'up',
      agg: 'ratio',
      baseline: 18,
      target: 25,
      dataSource: 'Partner CRM export',
      checkpoints: quarters([21, 22, 24, 25]),
      numerators: quarters([2, 3, 5, 2]),
      denominators: quarters([9, 12, 17, 6]),
    },
    {
      id: 'K4',
      name: 'Certified engineers',
      unit: 'count',
      mode: 'level',
      direction: 'up',
      baseline: 3,
      baselinePeriod: '2025-Q4',
      target: 8,
      dataSource: 'Training register',
      checkpoints: quarters([4, 6, 6, 8]),
      actuals: quarters([4, 5, 6, 7]),
    },
    {
      id: 'K5',
      name: 'Median commissioning',
      unit: 'days',
      mode: 'level',
      direction: 'down',
      baseline: 62,
      baselinePeriod: '2025-Q4',
      target: 40,
      dataSource: 'Commissioning log',
      checkpoints: quarters([58, 52, 46, 40]),
      actuals: quarters([60, 53, 44, 41]),
    },
    {
      id: 'K6',
      name: 'Campaign leads',
      unit: 'count',
      mode: 'flow',
      direction: 'up',
      baseline: 180,
      target: 800,
      dataSource: 'Campaigns',
      checkpoints: quarters([130, 360, 230, 80]),
      actuals: quarters([114, 301, 191, 34]),
    },
    {
      id: 'K7',
      name: 'Months to cumulative break-even',
      unit: 'months',
      mode: 'threshold',
      direction: 'down',
      target: 9,
      dataSource: 'Partner P&L',
      checkpoints: quarters([null, null, 9, 9]),
      actuals: quarters([null, null, 9, 9]),
    },
  ],
}

/** The measures with one row changed. */
export function withRow(row: string, changes: JsonObject): BlockJson {
  const rows = (measures.rows as readonly JsonObject[]).map((one) => (one.id === row ? { ...one, ...changes } : one))
  return { ...measures, rows }
}

/** The goals of the demo plan, by id; their strategies and people are left to the tests that need them. */
export const goals: Readonly<Record<string, BlockJson>> = {
  G1: aGoal('Book 1.2 M LineSense first-year value in food and auto plants, OH/IN/MI, by 31 Dec', ['K1', 'K3'], {
    segment: 'food and auto plants',
  }),
  G2: aGoal('Create 4.8 M qualified pipeline by 31 Dec', ['K2', 'K6'], { segment: 'food and auto plants' }),
  G3: aGoal('Have 8 certified LineSense engineers', ['K4']),
  G4: aGoal('Practice breaks even by month 9', ['K7'], { due: '2026-09-30' }),
  G5: aGoal('Cut median commissioning from 62 to 40 days', ['K5']),
}

function aGoal(title: string, rows: readonly string[], more: JsonObject = {}): BlockJson {
  return {
    kind: 'smartGoal',
    title,
    product: 'LineSense',
    territory: 'OH, IN, MI',
    ownerVendor: 'roster/vendor',
    ownerPartner: 'roster/partner',
    start: '2026-01-01',
    due: '2026-12-31',
    kpis: rows.map((row) => ({ id: `kpi${row}`, kpi: `measures/${row}` })),
    ...more,
  }
}
