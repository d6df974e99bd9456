import {
  campaignKindWords,
  campaignStatusWords,
  type Plan,
  type Quarter,
  quartersBetween,
  type RowId,
} from '@concord/schema'
import { type ReactNode, useCallback } from 'react'
import { usePlanValue } from '../kit/hooks.ts'
import type { Option } from '../kit/inputs/options.ts'
import { ValueField } from '../kit/inputs/value-field.tsx'
import { LabelledField } from '../kit/labelled-field.tsx'
import { RowList } from '../kit/rows.tsx'
import { TextField } from '../kit/text/text-field.tsx'
import { useShortNames } from '../marks/use-plan-words.ts'
import type { Campaign } from './campaign.ts'
import css from './campaign-fields.module.css'
import { campaignViewWords as words } from './words.ts'

const ofVendor = ({ side }: Option) => side === 'vendor'
const ofPartner = ({ side }: Option) => side === 'partner'

/** Everything else about a campaign, in the order in which it is decided. */
export function CampaignFields({ id, block }: { id: string; block: Campaign }) {
  const names = useShortNames()
  // What a campaign brought and cost is asked once it has begun, not while it is an idea.
  const hasRun = block.spend !== null || !(block.stage === null || block.stage === 'idea' || block.stage === 'planned')
  return (
    <div id={id} className={css.groups}>
      <Group name={words.who}>
        <LabelledField path="campaignKind" label={words.kind} words={campaignKindWords} />
        <LabelledField path="from" label={words.from} placeholder={words.fromPrompt} />
        <LabelledField path="to" label={words.to} placeholder={words.toPrompt} />
        <LabelledField path="goal" label={words.goal} />
        <LabelledField path="tactic" label={words.tactic} />
        <LabelledField path="stage" label={words.stage} words={campaignStatusWords} />
        <LabelledField path="audience" label={words.audience} placeholder={words.audiencePrompt} />
        <LabelledField
          path="ownerVendor"
          label={words.ownerOf(names.vendor)}
          placeholder={words.ownerPrompt}
          filter={ofVendor}
        />
        <LabelledField
          path="ownerPartner"
          label={words.ownerOf(names.partner)}
          placeholder={words.ownerPrompt}
          filter={ofPartner}
        />
        {block.stage === 'stopped' || block.stoppedOn !== null ? (
          <>
            <LabelledField path="stoppedOn" label={words.stoppedOn} />
            <div className={css.two}>
              <LabelledField path="stageReason" label={words.stageReason} />
            </div>
          </>
        ) : null}
      </Group>
      <Group name={words.money}>
        <LabelledField path="budget" label={words.budget} placeholder={words.budgetPrompt} />
        <LabelledField path="mdfPct" label={words.fundShare} placeholder={words.fundSharePrompt} />
        <LabelledField path="mdfApproved" label={words.fundApproved} placeholder={words.fundApprovedPrompt} />
        {block.spend !== null || block.claimAmount !== null ? (
          <>
            <LabelledField path="claimAmount" label={words.claim} />
            <LabelledField path="claimFiledOn" label={words.claimFiledOn} />
            <LabelledField path="claimPaidOn" label={words.claimPaidOn} />
          </>
        ) : null}
        {block.spend !== null && block.spend > (block.budget ?? 0) ? (
          <div className={css.all}>
            <LabelledField path="spendNote" label={words.spendNote} />
          </div>
        ) : null}
      </Group>
      <Group name={words.result}>
        <LabelledField path="expectedWinRatePct" label={words.winRate} placeholder={words.winRatePrompt} />
        {hasRun ? (
          <>
            <LabelledField path="wonDeals" label={words.wonDeals} />
            <LabelledField path="wonValue" label={words.wonValue} />
          </>
        ) : null}
        <div className={css.all}>
          <LeadsByQuarter hasRun={hasRun} />
        </div>
      </Group>
      <div className={css.lists}>
        <LinkedList list="assets" name={words.assets} noun={words.assetNoun} />
        <LinkedList list="proof" name={words.proof} noun={words.proofNoun} />
      </div>
    </div>
  )
}

function Group({ name, children }: { name: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset inside contenteditable is edited by some browsers.
    <div role="group" aria-label={name} className={css.group}>
      {children}
    </div>
  )
}

const quartersOf = ({ content: { meta } }: Plan): readonly Quarter[] =>
  meta.start && meta.end ? quartersBetween(meta.start, meta.end, meta.fiscalStartMonth ?? 1) : []

const LEADS = ['expectedLeads', 'actualLeads'] as const

/** Leads are counted by quarter; the table above shows their sums. */
function LeadsByQuarter({ hasRun }: { hasRun: boolean }) {
  const quarters = usePlanValue(quartersOf)
  return (
    <table className={css.leads} aria-label={words.leadsByQuarter}>
      <thead>
        <tr>
          <th scope="col">{words.leadsByQuarter}</th>
          {quarters.map((quarter) => (
            <th key={quarter} scope="col">
              {quarter.slice(5)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {(hasRun ? LEADS : LEADS.slice(0, 1)).map((series) => {
          const name = series === 'expectedLeads' ? words.planned : words.actual
          return (
            <tr key={series}>
              <th scope="row">{name}</th>
              {quarters.map((quarter) => (
                <td key={quarter}>
                  <ValueField
                    path={`${series}/${quarter}`}
                    label={words.quarter(name, quarter)}
                    placeholder={words.unknown}
                  />
                </td>
              ))}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function LinkedList({ list, name, noun }: { list: 'assets' | 'proof'; name: string; noun: string }) {
  const draw = useCallback(
    (row: RowId) => (
      <div className={css.linked}>
        <div>
          <TextField path={`${list}/${row}/label`} placeholder={words.label} singleLine />
        </div>
        <div>
          <ValueField path={`${list}/${row}/url`} placeholder={words.link} />
        </div>
      </div>
    ),
    [list],
  )
  return (
    <div>
      <span className={css.label}>{name}</span>
      <RowList list={list} noun={noun}>
        {draw}
      </RowList>
    </div>
  )
}
