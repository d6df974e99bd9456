import type { BlockId, GoalLinks } from '@concord/schema'
import type { ReactNode } from 'react'
import { AckMarks } from '../charts/ack-marks.tsx'
import { BlockLink, BlockLinks, keyedBlocks } from '../charts/block-link.tsx'
import { usePlanValue } from '../kit/hooks.ts'
import { usePlan } from '../kit/plan-context.tsx'
import { shortDay } from '../kpiTable/grid-columns.ts'
import css from './goal.module.css'
import { nextStep } from './goal-facts.ts'
import { smartGoalWords as words } from './words.ts'

/** What hangs on the goal and what comes next, who agreed, and how much of it is shown. */
export function GoalFooter({
  id,
  links,
  children,
}: {
  id: BlockId
  links: GoalLinks | undefined
  children: ReactNode
}) {
  const { locale, asOf } = usePlan()
  const strategies = usePlanValue((plan) => keyedBlocks(links?.strategies ?? [], plan))
  const campaigns = usePlanValue((plan) => keyedBlocks(links?.campaigns ?? [], plan))
  const next = usePlanValue((plan) => nextStep(links?.actions ?? [], plan, asOf))
  const { how, campaigns: campaignsWord, next: nextWord, overdue } = words.footer
  return (
    <>
      <BlockLinks name={how} to={strategies} />
      <BlockLinks name={campaignsWord} to={campaigns} />
      {next ? (
        <span className={css.next}>
          {nextWord} <BlockLink to={next} />{' '}
          <span className={css.nextText}>
            {next.text}, {next.isOverdue ? overdue(shortDay(next.due, locale)) : shortDay(next.due, locale)}
          </span>
        </span>
      ) : null}
      <span className={css.grow} />
      <AckMarks target={id} />
      {children}
    </>
  )
}
