import type { CampaignKind } from './shape.ts'
import type { CampaignStatus } from './status.ts'

/** Sentences and labels of the campaign. Values come formatted. */
export const campaignWords = {
  noOwner: 'Name an owner on at least one side.',
  endsFirst: 'The campaign ends before it begins.',
  noBudget: 'Only a press release can do without a budget.',
  claimOverApproved: (amount: string) => `Claim exceeds approved MDF by ${amount}.`,
  claimOverShare: (amount: string) => `Claim exceeds the fund's share of the spend by ${amount}.`,
  overspent: (share: string) => `Spend is ${share} over budget: say why.`,
  approveText: (day: string) => `Both sides approve the text of a press release before ${day}.`,
  approvedLate: (day: string) => `The text was approved only on or after ${day}.`,
  stoppedWhy: 'Say why it was stopped.',
  stoppedWhen: 'Say on which day it was stopped.',
  notMeasured: (missing: readonly string[]) => `Not measured yet: ${missing.join(', ')}.`,
  early: 'early',
  earlyUntil: (day: string) => `Deals may still come in until ${day}.`,
  capped: (share: string, amount: string) => `${share} of spend is ${amount}; capped as approved`,
  missing: {
    spend: 'spend',
    leads: 'leads',
    opps: 'opportunities',
    pipeline: 'pipeline',
    wonDeals: 'won deals',
    wonValue: 'won value',
  },
  facts: {
    kind: 'Kind',
    dates: 'Dates',
    audience: 'Audience',
    goal: 'Serves',
    fund: 'Fund share',
    claimable: 'Claimable',
    partnerShare: 'Partner pays',
    reason: 'Why it was stopped',
  },
  table: {
    caption: 'Planned and actual',
    columns: ['', 'Planned', 'Actual', 'Difference'],
    cost: 'Cost',
    leads: 'Leads',
    opps: 'Opportunities',
    pipeline: 'Pipeline',
    revenue: 'Revenue',
    costPerLead: 'Cost per lead',
    pipelinePerUnit: 'Pipeline per unit of cost',
    roi: 'Return',
  },
} as const

export const campaignKindWords: Readonly<Record<CampaignKind, string>> = {
  pressRelease: 'Press release',
  tradeShow: 'Trade show',
  event: 'Event',
  webinar: 'Webinar',
  coBrandedContent: 'Co-branded content',
  email: 'E-mail',
  paid: 'Paid search and ads',
  social: 'Social media',
  referral: 'Referral',
  training: 'Training',
  other: 'Other',
}

export const campaignStatusWords: Readonly<Record<CampaignStatus, string>> = {
  idea: 'Idea',
  planned: 'Planned',
  approved: 'Approved',
  running: 'Running',
  done: 'Done',
  measured: 'Measured',
  stopped: 'Stopped',
}

/** Its section in a new plan. */
export const campaignStartWords = {
  heading: 'Campaigns',
  prompt: 'Every campaign serves a goal and says who pays which share.',
} as const
