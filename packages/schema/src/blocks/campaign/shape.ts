import { choice, count, day, link, money, percent, ref, role, series, text } from '../../block/fields.ts'
import { type BlockValue, shapeOf } from '../../block/shape.ts'

export const campaignShape = shapeOf({
  kind: 'campaign',
  since: 1,
  label: 'Campaign',
  hint: 'Budget, fund share, leads, return',
  prefix: 'C',
  pastYear: 'all',
  fields: {
    title: text(140).required(),
    // The Block's own `kind` is taken, so what sort of campaign it is has its own name.
    campaignKind: choice([
      'pressRelease',
      'tradeShow',
      'event',
      'webinar',
      'coBrandedContent',
      'email',
      'paid',
      'social',
      'referral',
      'training',
      'other',
    ])
      .required()
      .material()
      .label('Kind'),
    goal: ref('smartGoal').required().material(),
    tactic: ref('strategy/tactics').material(),
    from: day().required().material(),
    to: day().required().material(),
    ownerVendor: role().material().label('Vendor owner'),
    ownerPartner: role().material().label('Partner owner'),
    audience: text(140),
    budget: money({ min: 0 }).required().material(),
    mdfPct: percent().material().label('Fund share'),
    mdfApproved: money({ min: 0 }).material().label('Fund approved'),
    expectedLeads: series(count()).material(),
    expectedOpps: count().material().label('Expected opportunities'),
    expectedPipeline: money({ min: 0 }).material(),
    expectedWinRatePct: percent().material().label('Expected win rate'),
    stage: choice(['idea', 'planned', 'running', 'done', 'stopped']),
    stoppedOn: day(),
    stageReason: text(280).label('Why it was stopped'),
    spend: money({ min: 0 }),
    spendNote: text(280).label('Why it cost more'),
    actualLeads: series(count()),
    actualOpps: count().label('Actual opportunities'),
    actualPipeline: money({ min: 0 }),
    wonDeals: count(),
    wonValue: money({ min: 0 }),
    claimAmount: money({ min: 0 }),
    claimFiledOn: day(),
    claimPaidOn: day(),
  },
  rows: {
    assets: { label: text(120).required(), url: link() },
    proof: { label: text(120).required(), url: link() },
  },
})

export type Campaign = BlockValue<typeof campaignShape>
/** What sort of campaign. */
export type CampaignKind = NonNullable<Campaign['campaignKind']>
