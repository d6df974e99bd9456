import type { JsonObject } from '../../json.ts'

export const sampleSmartGoal: JsonObject = {
  title: 'Book 600 k of new subscriptions in Ohio food plants by 31 December',
  ownerSide: 'both',
  reviewEveryDays: 92,
  product: 'Line monitoring',
  territory: 'Ohio',
  segment: 'Food plants',
  ownerVendor: 'rosterRoster/roleVendorPM',
  ownerPartner: 'rosterRoster/roleSalesHed',
  start: '2026-01-01',
  due: '2026-12-31',
  whyRealistic: 'Six plants have asked for an offer, and last year half of those who asked bought.',
  stage: 'draft',
  stageReason: '',
  statusOverride: 'amber',
  statusReason: 'Two orders wait for a budget.',
  statusSide: 'partner',
  kpis: [
    { id: 'goalKpiBooks', kpi: 'kpisKpisKpis/rowBookings1', weight: 60 },
    { id: 'goalKpiRates', kpi: 'kpisKpisKpis/rowWinRate01', weight: 40 },
  ],
}
