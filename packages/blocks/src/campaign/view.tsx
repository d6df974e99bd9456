import {
  type BlockId,
  type CampaignDerived,
  campaignKindWords,
  campaignStatusWords,
  isKnown,
  type Ref,
} from '@concord/schema'
import { Check } from 'lucide-react'
import { memo, useId, useState } from 'react'
import { BlockFrame } from '../kit/block-frame.tsx'
import { useDerived, useKey } from '../kit/hooks.ts'
import { usePlan } from '../kit/plan-context.tsx'
import { TextField } from '../kit/text/text-field.tsx'
import { daySpan, shortDay } from '../marks/day-words.ts'
import { FoldButton } from '../marks/fold-button.tsx'
import { MoreButton } from '../marks/more-button.tsx'
import rowCard from '../marks/row-card.module.css'
import { useAmount } from '../marks/use-plan-words.ts'
import { useRegisters } from '../marks/use-registers.ts'
import type { Campaign } from './campaign.ts'
import { CampaignFields } from './campaign-fields.tsx'
import { returnWords } from './figure-words.ts'
import { MoneyBar } from './money-bar.tsx'
import { EarlyChip, ResultTable } from './result-table.tsx'
import css from './view.module.css'
import { campaignViewWords as words } from './words.ts'

/** A campaign: one line when nothing is to be talked about, its figures and money when opened. */
export const CampaignView = memo(function CampaignView({ id }: { id: BlockId }) {
  const block = useRegisters(id, 'campaign')
  const derived = useDerived(id, 'campaign')
  if (!block || !derived) return null
  return <LoadedCampaign block={block} derived={derived} />
})

/** What needs a talk is open: a campaign that is being planned, or one with something to mend. */
const isOpenAtFirst = ({ status, problems }: CampaignDerived) =>
  status === 'idea' || problems.some(({ severity }) => severity === 'error')

function LoadedCampaign({ block, derived }: { block: Campaign; derived: CampaignDerived }) {
  const [isOpen, setOpen] = useState(() => isOpenAtFirst(derived))
  const key = useKey(block.id)
  const [hasMore, setMore] = useState(block.budget === null)
  // Before there is money or a lead to count, a table of dashes tells nothing.
  const isBegun = [derived.planned.cost, derived.actual.cost, derived.planned.leads, derived.actual.leads].some(isKnown)
  const body = useId()
  const more = useId()
  const status = campaignStatusWords[derived.status].toLowerCase()
  const fold = <FoldButton isOpen={isOpen} name={key ?? words.this} controls={body} onChange={setOpen} />
  if (!isOpen)
    return (
      <BlockFrame id={block.id} kind="campaign" status={status} className={`${rowCard.row} ${css.folded}`}>
        <div className={css.line}>
          <div className={css.lineTitle}>
            <TextField path="title" placeholder={words.title} singleLine />
          </div>
          <When block={block} />
          <span className={css.state}>{campaignStatusWords[derived.status]}</span>
          <Return derived={derived} />
          {fold}
        </div>
      </BlockFrame>
    )
  return (
    <BlockFrame
      id={block.id}
      kind="campaign"
      status={status}
      header={
        <div className={css.header}>
          <div className={css.title}>
            <TextField path="title" placeholder={words.title} singleLine />
          </div>
          <When block={block} />
          <StateMark status={derived.status} />
          <Serves goal={block.goal} />
          {fold}
        </div>
      }
      footer={
        <>
          <ClaimLine block={block} />
          <MoreButton isOpen={hasMore} controls={more} onChange={setMore} />
        </>
      }
    >
      <div id={body}>
        {isBegun ? (
          <div className={css.body}>
            <ResultTable derived={derived} />
            <MoneyBar block={block} fund={derived.fund} />
          </div>
        ) : null}
      </div>
      {hasMore ? <CampaignFields id={more} block={block} /> : null}
    </BlockFrame>
  )
}

/** Sort and days in words; both are edited below. */
function When({ block }: { block: Campaign }) {
  const { asOf, locale } = usePlan()
  const kind = block.campaignKind ? campaignKindWords[block.campaignKind] : ''
  return <span className={css.when}>{words.kindAndDays(kind, daySpan(block.from, block.to, asOf, locale))}</span>
}

/** The state as a word; a tick where it is finished. A campaign's state is no status, so it has no colour. */
function StateMark({ status }: { status: CampaignDerived['status'] }) {
  return (
    <span className={css.state}>
      {status === 'measured' ? <Check size={16} strokeWidth={1.75} aria-hidden="true" /> : null}
      {campaignStatusWords[status]}
    </span>
  )
}

function Serves({ goal }: { goal: Ref | null }) {
  const key = useKey(goal ?? '')
  return goal !== null && key !== null ? (
    <span className={css.state}>
      {words.serves}
      <a className={css.ref} href={`#b-${goal}`}>
        {key}
      </a>
    </span>
  ) : null
}

/** The return in the folded line: actual when there is one, else what is expected. */
function Return({ derived }: { derived: CampaignDerived }) {
  const { locale } = usePlan()
  const { actual, planned } = derived
  const hasActual = isKnown(actual.roi)
  return (
    <span className={css.return}>
      <span>
        {hasActual && derived.isEarly ? <EarlyChip until={derived.earlyUntil} /> : null}
        {hasActual ? <b>{returnWords(actual.roi, locale)}</b> : returnWords(planned.roi, locale)}
      </span>
      <small>{hasActual ? words.returned : words.expected}</small>
    </span>
  )
}

/** What was claimed from the fund, and how far the claim is. */
function ClaimLine({ block }: { block: Campaign }) {
  const { asOf, locale } = usePlan()
  const amount = useAmount()
  const { claimAmount, claimFiledOn, claimPaidOn } = block
  const day = claimPaidOn ?? claimFiledOn
  if (claimAmount === null || claimAmount === 0 || day === null) return <span className={css.grow} />
  const sentence = claimPaidOn === null ? words.claimFiled : words.claimPaid
  return <span className={css.grow}>{sentence(amount(claimAmount), shortDay(day, asOf, locale))}</span>
}
