import type { JsonObject } from '../../json.ts'

/** Two measures of a year, amounts in cents: what adds up, and a share that must stay above its mark. */
export const sampleKpiTable: JsonObject = {
  title: 'How we measure it',
  ownerSide: 'both',
  reviewEveryDays: 92,
  rows: [
    {
      id: 'rowBookings1',
      name: 'Joint bookings',
      unit: 'money',
      mode: 'flow',
      direction: 'up',
      agg: 'sum',
      baseline: 20_000_000,
      baselinePeriod: '2025-Q4',
      target: 60_000_000,
      dataSource: 'Partner CRM export',
      ownerSide: 'partner',
      checkpoints: { '2026-Q1': 10_000_000, '2026-Q2': 15_000_000, '2026-Q3': 15_000_000, '2026-Q4': 20_000_000 },
      actuals: { '2026-Q1': 9_500_000 },
      source: { '2026-Q1': 'Export of 2 April' },
      note: { '2026-Q1': 'One order slipped into April' },
    },
    {
      id: 'rowWinRate01',
      name: 'Win rate',
      unit: 'pct',
      mode: 'threshold',
      direction: 'up',
      agg: 'ratio',
      baseline: 18,
      baselinePeriod: '2025-Q4',
      target: 25,
      dataSource: 'Partner CRM export',
      ownerSide: 'both',
      checkpoints: { '2026-Q1': 20, '2026-Q2': 22, '2026-Q3': 24, '2026-Q4': 25 },
      numerators: { '2026-Q1': 2 },
      denominators: { '2026-Q1': 9 },
    },
  ],
}
