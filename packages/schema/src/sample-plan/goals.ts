import type { BlockJson } from '../block/extract.ts'
import { blockId, goalId, kpiId, roleId } from './ids.ts'

/** Thousands of dollars as cents, the way money is stored. */
export const thousands = (amount: number): number => Math.round(amount * 100_000)

const kpi = (name: keyof typeof kpiId): string => `${blockId.kpis}/${kpiId[name]}`

const goal = { kind: 'smartGoal', ownerSide: 'both', stage: 'proposed' } as const
const scope = { product: 'LineSense', territory: 'OH, IN, MI', start: '2026-01-01' } as const

/** The five goals of the demo plan as they stand after review R3. */
export const goalBlocks = {
  [goalId.G1]: {
    ...goal,
    ...scope,
    title: 'Book 1.2 M LineSense first-year value in food and auto plants, OH/IN/MI, by 31 Dec',
    segment: 'food and auto plants',
    ownerVendor: `${blockId.roster}/${roleId.partnerManager}`,
    ownerPartner: `${blockId.roster}/${roleId.salesHead}`,
    due: '2026-12-31',
    kpis: [
      { id: 'G1byBookings', kpi: kpi('K1') },
      { id: 'G1byWinRate0', kpi: kpi('K3') },
    ],
  },
  [goalId.G2]: {
    ...goal,
    ...scope,
    title: 'Create 4.8 M qualified pipeline by 31 Dec',
    segment: 'food and auto plants',
    ownerVendor: `${blockId.roster}/${roleId.marketingManager}`,
    ownerPartner: `${blockId.roster}/${roleId.marketingHead}`,
    due: '2026-12-31',
    kpis: [
      { id: 'G2byPipeline', kpi: kpi('K2') },
      { id: 'G2byLeads000', kpi: kpi('K6') },
    ],
  },
  [goalId.G3]: {
    ...goal,
    ...scope,
    title: 'Have 8 certified LineSense engineers',
    ownerVendor: `${blockId.roster}/${roleId.techSupport}`,
    ownerPartner: `${blockId.roster}/${roleId.practiceLead}`,
    due: '2026-12-31',
    kpis: [{ id: 'G3byCertific', kpi: kpi('K4') }],
  },
  [goalId.G4]: {
    ...goal,
    ...scope,
    title: 'Practice breaks even by month 9',
    ownerVendor: `${blockId.roster}/${roleId.financeVendor}`,
    ownerPartner: `${blockId.roster}/${roleId.financePartner}`,
    due: '2026-09-30',
    kpis: [{ id: 'G4byEvenMont', kpi: kpi('K7') }],
  },
  [goalId.G5]: {
    ...goal,
    ...scope,
    title: 'Cut median commissioning from 62 to 40 days',
    ownerVendor: `${blockId.roster}/${roleId.techSupport}`,
    ownerPartner: `${blockId.roster}/${roleId.deliveryHead}`,
    due: '2026-12-31',
    kpis: [{ id: 'G5byInstallD', kpi: kpi('K5') }],
  },
} satisfies Record<string, BlockJson>

const quarters = (q1: number | null, q2: number | null, q3: number | null, q4: number | null) =>
  Object.fromEntries(
    [q1, q2, q3, q4].flatMap((value, index) => (value === null ? [] : [[`2026-Q${index + 1}`, value]])),
  )
const money = (...k: [number, number, number, number]) => quarters(...(k.map(thousands) as typeof k))
const toDate = { '2026-Q4': 'Readings to 22 November' }

/** The KPI table: quarterly checkpoints and readings, the fourth quarter up to 22 November 2026. */
export const kpiBlocks: Readonly<Record<string, BlockJson>> = {
  [blockId.kpis]: {
    kind: 'kpiTable',
    title: 'Numbers of FY2026',
    ownerSide: 'both',
    rows: [
      {
        id: kpiId.K1,
        name: 'Joint bookings',
        unit: 'money',
        mode: 'flow',
        direction: 'up',
        agg: 'sum',
        baseline: thousands(375),
        target: thousands(1200),
        dataSource: 'Partner CRM export',
        ownerSide: 'partner',
        checkpoints: money(150, 300, 300, 450),
        actuals: money(150, 225, 375, 150),
        note: toDate,
      },
      {
        id: kpiId.K2,
        name: 'New qualified pipeline',
        unit: 'money',
        mode: 'flow',
        direction: 'up',
        agg: 'sum',
        baseline: thousands(1500),
        target: thousands(4800),
        dataSource: 'Partner CRM export',
        ownerSide: 'both',
        checkpoints: money(900, 1200, 1350, 1350),
        actuals: money(825, 1200, 1275, 600),
        note: toDate,
      },
      {
        id: kpiId.K3,
        name: 'Win rate',
        unit: 'pct',
        mode: 'threshold',
        direction: 'up',
        agg: 'ratio',
        baseline: 18,
        target: 25,
        dataSource: 'Partner CRM export',
        ownerSide: 'partner',
        checkpoints: quarters(21, 22, 24, 25),
        numerators: quarters(2, 3, 5, 2),
        denominators: quarters(9, 12, 17, 6),
        note: toDate,
      },
      {
        id: kpiId.K4,
        name: 'Certified engineers',
        unit: 'count',
        mode: 'level',
        direction: 'up',
        agg: 'last',
        baseline: 3,
        baselinePeriod: '2025-Q4',
        target: 8,
        dataSource: 'Training register',
        ownerSide: 'both',
        checkpoints: quarters(4, 6, 6, 8),
        actuals: quarters(4, 5, 6, 7),
        note: toDate,
      },
      {
        id: kpiId.K5,
        name: 'Commissioning',
        unit: 'days',
        mode: 'level',
        direction: 'down',
        agg: 'last',
        baseline: 62,
        baselinePeriod: '2025-Q4',
        target: 40,
        dataSource: 'Commissioning log',
        ownerSide: 'both',
        checkpoints: quarters(58, 52, 46, 40),
        actuals: quarters(60, 53, 44, 41),
        note: toDate,
      },
      {
        id: kpiId.K6,
        name: 'Campaign leads',
        unit: 'count',
        mode: 'flow',
        direction: 'up',
        agg: 'sum',
        baseline: 180,
        target: 800,
        dataSource: 'Campaigns',
        ownerSide: 'both',
        checkpoints: quarters(130, 360, 230, 80),
        actuals: quarters(114, 301, 191, 34),
        note: toDate,
      },
      {
        id: kpiId.K7,
        name: 'Months to break-even',
        unit: 'months',
        mode: 'threshold',
        direction: 'down',
        agg: 'last',
        target: 9,
        dataSource: 'Partner P&L',
        ownerSide: 'partner',
        checkpoints: quarters(null, null, 9, 9),
        actuals: quarters(null, null, 9, 9),
      },
    ],
  },
}
