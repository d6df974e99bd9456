import type { KpiMode, KpiUnit } from './row.ts'
import type { SuggestedVerdict } from './status.ts'

/** Every sentence of the KPI table. Values come formatted. */
export const kpiWords = {
  wrongSide: (direction: string, target: string, side: 'above' | 'below', baseline: string) =>
    `Direction is ${direction} but target ${target} is ${side} baseline ${baseline}.`,
  flowTarget: 'What adds up needs a target above 0.',
  flowDown: 'What adds up grows towards its target; choose a level or a limit for less-is-better.',
  baselineMissing: 'A level needs the value it starts from.',
  baselinePeriodMissing: 'Say which period the baseline was measured in.',
  notBegun: (period: string) => `${period} has not begun, so it has no actual yet.`,
  outsidePlan: (period: string) => `${period} lies outside the plan and is not counted.`,
  countRange: 'A count is a whole number, 0 or more.',
  shareRange: 'A percentage lies between 0 and 100.',
  digits: 'Use digits, e.g. 225000 or 225k.',
  halfRatio: (period: string, missing: 'numerator' | 'denominator') =>
    `${period} has no ${missing}; a ratio needs both counts.`,
  ratioActual: (period: string) => `${period}: a ratio is counted from its numerator and denominator.`,
  mixedPeriods: 'Targets are set for months and for quarters; keep to one, or they count twice.',
  sumDiffers: (periods: string, sum: string, target: string) => `${periods} add up to ${sum}, target is ${target}.`,
  lastDiffers: (period: string, last: string, target: string) =>
    `The last checkpoint (${period}) is ${last}, target is ${target}.`,
  noCheckpoints: 'No quarter has a checkpoint yet.',
  maintain: 'Target and baseline are the same: maintain.',
  campaignLeads: (campaigns: string, row: string) => `Campaigns count ${campaigns} leads, this row ${row}.`,
  stale: (days: number) => `stale, last actual ${days} days ago`,
  met: 'met',
  noRows: 'No measure yet.',
  quarters: 'Quarters',
  months: 'Months',
} as const

export const unitWords: Readonly<Record<KpiUnit, string>> = {
  money: 'money',
  count: 'count',
  pct: '%',
  days: 'days',
  months: 'months',
  ratio: 'ratio',
}

export const modeWords: Readonly<Record<KpiMode, string>> = {
  flow: 'adds up',
  level: 'level',
  threshold: 'limit',
}

export const verdictWords: Readonly<Record<SuggestedVerdict, string>> = {
  met: 'met',
  partly: 'partly',
  missed: 'missed',
  notDue: 'not due',
}

export const kpiCardWords = {
  untitled: 'KPI table',
  summary: 'Where the numbers stand',
  periods: 'Target and actual by period',
  summaryColumns: ['Key', 'Measure', 'Baseline', 'Target', 'To date', 'Expected', 'Pace', 'Forecast', 'Status'],
  key: 'Key',
  measure: 'Measure',
  target: 'target',
  actual: 'actual',
  source: 'Data source',
} as const

/** Its section in a new plan. */
export const kpiTableStartWords = {
  heading: 'Numbers',
  prompt: 'What we count, where we start, and what each quarter should show.',
  bookings: 'Joint bookings',
  pipeline: 'New qualified pipeline',
  winRate: 'Win rate',
} as const
