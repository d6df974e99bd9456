import type { Card, CardFact } from '../../block/card.ts'
import { type Derived, isKnown } from '../../block/derived.ts'
import { formatDay } from '../../plan/day-words.ts'
import { formatMoney } from '../../plan/money.ts'
import { formatNumber, formatPercent } from '../../plan/number.ts'
import { blockOf, type Plan } from '../../plan/plan.ts'
import type { CampaignDerived } from './derive.ts'
import type { CampaignFigures } from './figures.ts'
import { type Campaign, campaignShape } from './shape.ts'
import { campaignKindWords, campaignStatusWords, campaignWords } from './words.ts'

/** What stands for a figure nobody knows. */
const DASH = '-'

export function renderCampaign(block: Campaign, derived: CampaignDerived, plan: Plan): Card {
  return {
    key: plan.facts.keys[block.id] ?? null,
    label: campaignShape.label,
    title: block.title,
    status: campaignStatusWords[derived.status],
    facts: factsOf(block, derived, plan),
    tables: [tableOf(derived, plan)],
  }
}

function factsOf(block: Campaign, { fund }: CampaignDerived, plan: Plan): CardFact[] {
  const { facts } = campaignWords
  const money = moneyIn(plan)
  const goal = blockOf(plan.content, block.goal, 'smartGoal')
  const all: CardFact[] = [
    { label: facts.kind, value: block.campaignKind === null ? '' : campaignKindWords[block.campaignKind] },
    { label: facts.dates, value: datesOf(block) },
    { label: facts.audience, value: block.audience },
    { label: facts.goal, value: goal ? [plan.facts.keys[goal.id], goal.title].filter(Boolean).join(' ') : '' },
    { label: facts.fund, value: block.mdfPct === null ? '' : formatPercent(block.mdfPct, 2) },
    { label: facts.claimable, value: shown(fund.claimable, money, '') },
    { label: facts.partnerShare, value: shown(fund.partnerShare, money, '') },
    { label: facts.reason, value: block.stage === 'stopped' ? block.stageReason : '' },
  ]
  return all.filter(({ value }) => value !== '')
}

const datesOf = ({ from, to }: Campaign): string =>
  [from, to === from ? null : to].flatMap((day) => (day === null ? [] : [formatDay(day)])).join(' - ')

function tableOf({ planned, actual, changes, isEarly }: CampaignDerived, plan: Plan) {
  const { table } = campaignWords
  const money = moneyIn(plan)
  const unitPrice = (value: number) => formatMoney(value, plan.content.meta.currency, undefined, { unitPrice: true })
  const count = (value: number) => formatNumber(value)
  const line = (name: keyof CampaignFigures, label: string, format: (value: number) => string) => [
    label,
    shown(planned[name], format),
    shown(actual[name], format),
    shown(changes[name].share, signedPercent),
  ]
  const roi = shown(actual.roi, percent)
  return {
    caption: table.caption,
    columns: table.columns,
    rows: [
      line('cost', table.cost, money),
      line('leads', table.leads, count),
      line('opps', table.opps, count),
      line('pipeline', table.pipeline, money),
      line('costPerLead', table.costPerLead, unitPrice),
      [
        table.roi,
        shown(planned.roi, percent),
        isEarly && isKnown(actual.roi) ? `${roi} ${campaignWords.early}` : roi,
        shown(changes.roi.by, signedPoints),
      ],
    ],
  }
}

const moneyIn = (plan: Plan) => (value: number) => formatMoney(value, plan.content.meta.currency)
const percent = (value: number) => formatPercent(value * 100)
const sign = (value: number) => (value > 0 ? '+' : '')
const signedPercent = (value: number) => `${sign(value)}${percent(value)}`
const signedPoints = (value: number) => `${sign(value)}${formatNumber(value * 100, 1)} pt`

const shown = (derived: Derived<number>, format: (value: number) => string, otherwise = DASH): string =>
  isKnown(derived) ? format(derived.value) : otherwise
