import { type CampaignFund, campaignWords, isKnown } from '@concord/schema'
import type { CSSProperties } from 'react'
import { ValueField } from '../kit/inputs/value-field.tsx'
import { usePlan } from '../kit/plan-context.tsx'
import { useAmount, useShortNames } from '../marks/use-plan-words.ts'
import type { Campaign } from './campaign.ts'
import { percentWords } from './figure-words.ts'
import css from './money-bar.module.css'
import { moneySplit } from './money-split.ts'
import { campaignViewWords as words } from './words.ts'

/** What a campaign cost and who pays: the one chart in company colours, doubled by the hatch of the partner. */
export function MoneyBar({ block, fund }: { block: Campaign; fund: CampaignFund }) {
  const { locale } = usePlan()
  const amount = useAmount()
  const names = useShortNames()
  const split = moneySplit(block, fund)
  return (
    <figure className={css.figure}>
      <div className={css.spend}>
        <span>{words.spend}</span>
        <ValueField path="spend" placeholder={words.spendPrompt} className={css.total} />
      </div>
      {split ? (
        <>
          <div
            className={css.bar}
            role="img"
            aria-label={words.figure(words[split.of], amount(split.total), amount(split.vendor), amount(split.partner))}
          >
            <i className={css.vendor} style={{ width: `${split.vendorWidth}%` }} />
            <i className={css.partner} style={{ width: `${split.partnerWidth}%` }} />
            {split.budgetAt === null ? null : (
              <i className={css.budget} style={{ '--at': `${split.budgetAt}%` } as CSSProperties} />
            )}
          </div>
          <p className={css.tick} style={{ '--at': `${split.budgetAt ?? 100}%` } as CSSProperties}>
            <span>{block.budget === null ? null : words.budgetAt(amount(block.budget))}</span>
          </p>
          <dl className={css.legend}>
            <div>
              <dt>
                <i className={css.vendor} />
                {words.fund(names.vendor)}
              </dt>
              <dd>{amount(split.vendor)}</dd>
            </div>
            <div>
              <dt>
                <i className={css.partner} />
                {words.pays(names.partner)}
              </dt>
              <dd>{amount(split.partner)}</dd>
            </div>
          </dl>
        </>
      ) : (
        <p className={css.note}>{words.noMoney}</p>
      )}
      {fund.isCapped && isKnown(fund.ofSpend) && block.mdfPct !== null ? (
        <p className={css.note}>
          {campaignWords.capped(percentWords(block.mdfPct, locale), amount(fund.ofSpend.value))}
        </p>
      ) : null}
    </figure>
  )
}
